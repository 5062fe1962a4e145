import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll } from "vitest";
import { runCli } from "#cli/run-cli.ts";

export interface Told {
  code: number;
  out: string;
  err: string;
}

export interface CommandOptions {
  env?: Record<string, string>;
  /** What is piped in. */
  stdin?: string;
  signal?: AbortSignal;
  now?: () => Date;
  pause?: (ms: number) => Promise<void>;
  /** Called with all that standard output has been given so far. */
  onOut?: (soFar: string) => void;
  /** What a person types at the terminal, line by line; then standard input and error are one. */
  typed?: readonly string[];
}

/** A user's own configuration folder and working folder, in which command lines are run within this process. */
export function useCommandLine() {
  const home = mkdtempSync(join(tmpdir(), "app-tasks-cli-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  async function run(args: readonly string[], options: CommandOptions = {}): Promise<Told> {
    const told = { out: "", err: "" };
    const { typed, stdin = "" } = options;
    const isTTY = typed !== undefined;
    const input = isTTY ? Object.assign(new PassThrough(), { isTTY }) : Readable.from([stdin]);
    const waiting = [...(typed ?? [])];
    const code = await runCli(args, {
      stdin: input,
      stdout: {
        write: (text) => {
          told.out += text;
          options.onOut?.(told.out);
        },
      },
      stderr: {
        isTTY,
        write: (text) => {
          told.err += text;
          // A person answers when asked.
          if (/[:\]] $/.test(text) && waiting.length > 0) (input as PassThrough).write(`${waiting.shift()}\n`);
        },
      },
      env: { XDG_CONFIG_HOME: join(home, "config"), NO_COLOR: "1", TZ: "UTC", ...options.env },
      cwd: home,
      now: options.now ?? (() => new Date()),
      pause: options.pause ?? (() => new Promise(setImmediate)),
      signal: options.signal ?? new AbortController().signal,
    });
    return { code, ...told };
  }

  return { home, run };
}
