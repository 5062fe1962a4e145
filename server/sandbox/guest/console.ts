import { argsToJson } from "./args-json.ts";
import { formatTable } from "./console-table.ts";
import { formatArgs } from "./format-args.ts";
import { type Post, post } from "./host.ts";
import {
  append,
  indexOf,
  mapDelete,
  mapGet,
  mapSet,
  NativeError,
  NativeMap,
  now,
  repeat,
  slice,
  utf8Length,
} from "./intrinsics.ts";
import { droppedMessage, LineKeeper, type Sized } from "./line-keeper.ts";
import { framesOf } from "./stack.ts";

type Level = "log" | "info" | "warn" | "error" | "debug";

interface Line extends Sized {
  level: Level;
}

let log = new LineKeeper<Line>(0, 0);
/** Takes the lines past the beginning, where the process around the guest keeps the log's end. */
let keepLine: Post | null = null;
let lineBytes = 0;
let linesLeft = 0;
let bytesLeft = 0;
let indent = 0;
const counts = new NativeMap<string, number>();
const timers = new NativeMap<string, number>();

export function setLogLimits(lines: number, bytes: number, bytesPerLine: number): void {
  log = new LineKeeper(lines, bytes);
  linesLeft = lines / 2;
  bytesLeft = bytes / 2;
  lineBytes = bytesPerLine;
}

/**
 * Leaves the end of the log to the process around the guest, which survives the guest. `keep` answers only when the line
 * is there, so that a loop that writes lines cannot outrun it.
 */
export function connectLog(keep: Post): void {
  keepLine = keep;
}

/** The end of the log, where the guest itself keeps it; called once, when the run is over. Says how many lines are missing. */
export function releaseLog(): number {
  return log.release(
    (dropped) => post("line", "warn", droppedMessage(dropped), ""),
    ({ level, message, argsJson }) => post("line", level, message, argsJson ?? ""),
  );
}

/** Writes one line, within the limits. */
export function writeLine(level: Level, args: readonly unknown[], text?: string): void {
  const formatted = text ?? formatArgs(args, lineBytes);
  const message = cutToBytes(indent > 0 ? indented(formatted) : formatted, lineBytes);
  const argsJson = argsToJson(args, lineBytes);
  if (keepLine === null) {
    if (log.take({ level, message, argsJson })) post("line", level, message, argsJson);
    return;
  }
  linesLeft -= 1;
  bytesLeft -= message.length + argsJson.length;
  (linesLeft > 0 && bytesLeft > 0 ? post : keepLine)("line", level, message, argsJson);
}

/** Every line of it, to the level of the groups that are open. */
function indented(message: string): string {
  const pad = repeat("  ", indent);
  let out = pad;
  let from = 0;
  for (let end = indexOf(message, "\n"); end >= 0 && out.length < lineBytes; end = indexOf(message, "\n", from)) {
    out += slice(message, from, end + 1) + pad;
    from = end + 1;
  }
  return out + slice(message, from);
}

/** Cut by bytes, not characters: at most a third of the limit when every character takes three. */
function cutToBytes(message: string, bytes: number): string {
  if (utf8Length(message) <= bytes) return message;
  return `${slice(message, 0, bytes / 3)}… (cut)`;
}

const at =
  (level: Level) =>
  (...args: unknown[]): void =>
    writeLine(level, args);

const label = (name: unknown): string => (name === undefined ? "default" : `${name as string}`);

/** A console as browsers have it, its lines going to the run's log. */
export const guestConsole = {
  log: at("log"),
  info: at("info"),
  warn: at("warn"),
  error: at("error"),
  debug: at("debug"),
  dir: (value: unknown) => writeLine("log", [value]),
  dirxml: at("log"),
  table: (value: unknown, columns?: unknown) => writeLine("log", [value], formatTable(value, columns) ?? undefined),
  trace: (...args: unknown[]) => {
    const frames = framesOf(new NativeError());
    writeLine("debug", args, `Trace: ${formatArgs(args, lineBytes)}${frames}`);
  },
  assert: (condition?: unknown, ...args: unknown[]) => {
    if (condition) return;
    const text = args.length === 0 ? "Assertion failed" : `Assertion failed: ${formatArgs(args, lineBytes)}`;
    writeLine("error", args, text);
  },
  group: (...args: unknown[]) => {
    if (args.length > 0) writeLine("log", args);
    if (indent < 20) indent += 1;
  },
  groupCollapsed: (...args: unknown[]) => guestConsole.group(...args),
  groupEnd: () => {
    if (indent > 0) indent -= 1;
  },
  count: (name?: unknown) => {
    const key = label(name);
    const count = ((mapGet(counts, key) as number | undefined) ?? 0) + 1;
    mapSet(counts, key, count);
    writeLine("log", [], `${key}: ${count}`);
  },
  countReset: (name?: unknown) => {
    mapDelete(counts, label(name));
  },
  time: (name?: unknown) => {
    mapSet(timers, label(name), now());
  },
  timeLog: (name?: unknown, ...args: unknown[]) => writeTime(label(name), args),
  timeEnd: (name?: unknown) => {
    writeTime(label(name), []);
    mapDelete(timers, label(name));
  },
  clear: () => {},
};

function writeTime(key: string, args: unknown[]): void {
  const started = mapGet(timers, key) as number | undefined;
  if (started === undefined) {
    writeLine("warn", [], `There is no timer named ${key}`);
    return;
  }
  const all = [`${key}: ${now() - started} ms`];
  for (let at = 0; at < args.length; at++) append(all as unknown[], args[at]);
  writeLine("log", all);
}
