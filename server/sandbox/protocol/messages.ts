import {
  type GuestError,
  type GuestScript,
  LOG_LEVELS,
  type LogLevel,
  type SandboxLimits,
  type SandboxPage,
} from "../sandbox.ts";
import { encodeFrame, type Frame, FrameError } from "./frames.ts";

/** What the parent tells a child. */
export type ToChild =
  /** `tables` is the JSON of `{ name: text }`. */
  | { kind: "boot"; guest: string; tables: string }
  /** Told once to each child, before the first start that names it. */
  | { kind: "library"; name: GuestScript; source: string }
  | {
      kind: "start";
      screenName: string;
      code: string;
      /** Loaded in this order, before the code. */
      libraries: GuestScript[];
      /** The screen's page; null when it touches none. */
      html: string | null;
      payloadJson: string;
      envJson: string;
      limits: SandboxLimits;
    }
  /** Its answer is the end of the log and `stopped`; the child is killed then, or when it takes too long. */
  | { kind: "stop" }
  | { kind: "answer"; id: number; json: string }
  | { kind: "refuse"; id: number; name: string; message: string; status: string | null };

/** How an attempt ended, as far as the child can see it. */
export type ChildOutcome =
  | { status: "completed"; resultJson: string }
  | { status: "failed" | "timed_out" | "out_of_memory"; error: GuestError };

/** What a child tells the parent. */
export type FromChild =
  /** `rssBytes` is the memory the process takes at rest. */
  | { kind: "ready"; rssBytes: number }
  /** `ageMs` tells how long ago it was written, when it was held back. */
  | { kind: "line"; level: LogLevel; message: string; argsJson: string | null; ageMs?: number }
  | { kind: "call"; id: number; capability: string; argsJson: string }
  /** `linesHeld` counts the lines that were held back or dropped. */
  | { kind: "pulse"; cpuMs: number; rssBytes: number; linesHeld?: number }
  | { kind: "stopped"; linesDropped: number }
  /** Once, before `done`. */
  | ({ kind: "page" } & SandboxPage)
  /** `reusable` is false when the guest may still be running: the child must not serve again. */
  | { kind: "done"; outcome: ChildOutcome; cpuMs: number; linesDropped: number; reusable: boolean };

const TYPES = { toChild: 1, fromChild: 2 } as const;
const MAX_TEXT = 1024 * 1024;
/** Of a screenshot as base64. */
export const MAX_SCREENSHOT = 1_400_000;
/** Of the text of a page. */
export const MAX_PAGE_TEXT = 64 * 1024;

export const encodeToChild = (message: ToChild): Buffer => encodeFrame(TYPES.toChild, JSON.stringify(message));
export const encodeFromChild = (message: FromChild): Buffer => encodeFrame(TYPES.fromChild, JSON.stringify(message));

/** The parent is trusted: only the frame's type is checked. @throws FrameError */
export function decodeToChild(frame: Frame): ToChild {
  if (frame.type !== TYPES.toChild) throw new FrameError(`Unknown frame type ${frame.type}`);
  return JSON.parse(frame.body) as ToChild;
}

/**
 * A child may have been taken over by what it runs, so every field is
 * checked and copied; nothing it sent beyond them survives.
 * @throws FrameError for anything else.
 */
export function decodeFromChild(frame: Frame): FromChild {
  if (frame.type !== TYPES.fromChild) throw new FrameError(`Unknown frame type ${frame.type}`);
  const fields = record(parse(frame.body));
  switch (fields.kind) {
    case "ready":
      return { kind: "ready", rssBytes: count(fields.rssBytes) };
    case "line":
      return {
        kind: "line",
        level: oneOf(fields.level, LOG_LEVELS),
        message: text(fields.message),
        argsJson: fields.argsJson === null ? null : arrayJson(fields.argsJson),
        ...(fields.ageMs !== undefined && { ageMs: count(fields.ageMs) }),
      };
    case "call":
      return {
        kind: "call",
        id: count(fields.id),
        capability: text(fields.capability, 100),
        argsJson: text(fields.argsJson, Number.POSITIVE_INFINITY),
      };
    case "pulse":
      return {
        kind: "pulse",
        cpuMs: count(fields.cpuMs),
        rssBytes: count(fields.rssBytes),
        ...(fields.linesHeld !== undefined && { linesHeld: count(fields.linesHeld) }),
      };
    case "stopped":
      return { kind: "stopped", linesDropped: count(fields.linesDropped) };
    case "page":
      return { kind: "page", screenshot: screenshot(fields.screenshot), text: text(fields.text, MAX_PAGE_TEXT) };
    case "done":
      return {
        kind: "done",
        outcome: outcome(record(fields.outcome)),
        cpuMs: count(fields.cpuMs),
        linesDropped: count(fields.linesDropped),
        reusable: fields.reusable === true,
      };
    default:
      throw new FrameError("Unknown message");
  }
}

function outcome(fields: Record<string, unknown>): ChildOutcome {
  const status = oneOf(fields.status, ["completed", "failed", "timed_out", "out_of_memory"] as const);
  if (status === "completed") return { status, resultJson: text(fields.resultJson, Number.POSITIVE_INFINITY) };
  const raw = record(fields.error);
  const error: GuestError = {
    name: text(raw.name),
    message: text(raw.message),
    stack: text(raw.stack),
    status: text(raw.status, 100),
  };
  if (raw.line !== undefined) error.line = count(raw.line);
  if (raw.column !== undefined) error.column = count(raw.column);
  return { status, error };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new FrameError("A frame is not JSON");
  }
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new FrameError("Expected an object");
  return value as Record<string, unknown>;
}

/** A string that PostgreSQL can store: no NUL, no lone surrogate. */
function text(value: unknown, maxLength = MAX_TEXT): string {
  if (typeof value !== "string" || value.length > maxLength) throw new FrameError("Expected a shorter string");
  return value.toWellFormed().replaceAll("\0", "\uFFFD");
}

/** JSON of an array, so that whoever takes the line can rely on it. */
function arrayJson(value: unknown): string {
  const json = text(value);
  if (!Array.isArray(parse(json))) throw new FrameError("Expected an array");
  return json;
}

function screenshot(value: unknown): string | null {
  if (value === null) return null;
  if (typeof value !== "string" || value.length > MAX_SCREENSHOT || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
    throw new FrameError("Expected base64 of an image");
  }
  return value;
}

function count(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) throw new FrameError("Expected a number");
  return value;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new FrameError("Unexpected word");
  return found;
}
