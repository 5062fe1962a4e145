import type { ScreenNeed } from "#domain/screen-needs.ts";
import type { ScreenLibrary } from "#domain/screen-settings.ts";

/** A script of ours beside the prelude: a library, or `dom`, the page of a screen. */
export type GuestScript = ScreenNeed;

/** What one attempt may use. Every figure is enforced; passing one ends the attempt with a status of its own. */
export interface SandboxLimits {
  wallMs: number;
  cpuMs: number;
  heapBytes: number;
  /** Size of the result as JSON in UTF-8. */
  resultBytes: number;
  logLines: number;
  logBytes: number;
  lineBytes: number;
  callsInFlight: number;
  calls: number;
}

export const DEFAULT_LIMITS: SandboxLimits = {
  wallMs: 30_000,
  cpuMs: 30_000,
  heapBytes: 128 * 1024 * 1024,
  resultBytes: 6_000_000,
  logLines: 10_000,
  logBytes: 4 * 1024 * 1024,
  lineBytes: 32 * 1024,
  callsInFlight: 64,
  calls: 2_000,
};

export interface SandboxRequest {
  /** Opaque. Under tenant isolation a process never serves two keys. */
  isolationKey: string;
  /** Stack traces name it: `<screenName>.js:line:column`. */
  screenName: string;
  code: string;
  /** Loaded before the code; none when absent. */
  libraries?: readonly ScreenLibrary[];
  /** Whether the code gets `document` and `$`. Default false. */
  dom?: boolean;
  /** The page that they stand for. Default empty. */
  html?: string;
  payloadJson: string;
  /** Answers of `Fliplet.Env.get`; must be JSON. */
  env: Record<string, unknown>;
  limits: SandboxLimits;
}

export const LOG_LEVELS = ["log", "info", "warn", "error", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface SandboxLine {
  /** Epoch milliseconds. */
  atMs: number;
  level: LogLevel;
  /** What a console would print. */
  message: string;
  /** JSON array of the arguments, capped; null for lines that the sandbox itself wrote. */
  argsJson: string | null;
}

export interface GuestError {
  name: string;
  message: string;
  stack: string;
  status:
    | "EXECUTION_FAILED"
    | "HANDLER_NOT_REGISTERED"
    | "RUN_TIMED_OUT"
    | "RUN_OUT_OF_CPU"
    | "RUN_OUT_OF_MEMORY"
    | "RUN_CANCELLED"
    | "RESULT_TOO_LARGE"
    | "RESULT_NOT_SERIALIZABLE"
    | "SYNTAX_ERROR"
    | "SANDBOX_CRASHED"
    | (string & {});
  /** What the screen would have to switch on for the code to get further. */
  needs?: ScreenNeed;
  /** 1-based, in the builder's own code. */
  line?: number;
  column?: number;
}

/** What a browser showed when the attempt ended. */
export interface SandboxPage {
  /** JPEG, base64; null when it would have been too large. */
  screenshot: string | null;
  /** The text that a person would see, cut. */
  text: string;
}

export type SandboxOutcome = (
  | { status: "completed"; resultJson: string }
  | { status: "failed" | "timed_out" | "out_of_memory" | "cancelled" | "crashed"; error: GuestError }
) & {
  wallMs: number;
  /** 0 where it cannot be measured. */
  cpuMs: number;
  linesDropped: number;
  page?: SandboxPage;
};

export interface SandboxHooks {
  /** Aborting it kills the process that carries the attempt. */
  signal: AbortSignal;
  onLine(line: SandboxLine): void;
  /**
   * The one door out. Resolves to the result as JSON; a rejection with
   * { name, message, status } becomes such an Error in the guest.
   */
  call(capability: string, argsJson: string, signal: AbortSignal): Promise<string>;
}

/** Runs untrusted code. It knows no database and no tenant. */
export interface Sandbox {
  readonly size: number;
  /** How many attempts could start at this moment. */
  readonly idle: number;
  /** Waits its turn, then runs. Never rejects for what the guest does; rejects once the sandbox is closed. */
  execute(request: SandboxRequest, hooks: SandboxHooks): Promise<SandboxOutcome>;
  /** Kills what runs and waits for the processes to be gone. */
  close(): Promise<void>;
}
