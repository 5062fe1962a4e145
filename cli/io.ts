import type { Readable } from "node:stream";

/** Where a command writes to. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** A command's world: everything that it reads, writes, waits for or asks the time of. */
export interface Io {
  stdin: Readable & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
  /** Files that a command names are looked up here. */
  cwd: string;
  now(): Date;
  /** Resolves after so long, or at once when the signal is aborted. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  /** Aborted by Ctrl + C. */
  signal: AbortSignal;
}

/** All that a pipe holds, as text. */
export async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
