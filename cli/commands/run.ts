import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { isTRPCClientError } from "@trpc/client";
import type { RunErrorInfo } from "#domain/errors.ts";
import { isFinal, type RunAnswer } from "#domain/run.ts";
import type { AppRouter } from "#server/trpc/root.ts";
import { CliError, EXIT, type Exit } from "../cli-error.ts";
import { APP_OPTION, type Call, type Command, JSON_OPTION } from "../command.ts";
import { type Io, readAll } from "../io.ts";
import { harmless, harmlessJson } from "../paint.ts";
import { openTarget, type Target, toCliError } from "../server.ts";
import { readTaskRef } from "../task-ref.ts";
import { readSpan, span } from "../times.ts";

/** The most that one question may wait, ms; what is longer is asked for again. */
const PATIENCE_MS = 25_000;

export const run: Command = {
  name: "run",
  usage: "<task> [--payload JSON|@file|-] [--wait] [--timeout TIME]",
  summary: "Run a task now",
  details: [
    "Ends with 0 when the run is queued or, with --wait, completed; with 1 when it failed, after its error and the line of",
    "your code; with 4 when --timeout was over first. Digits are a task's id: name:2021 is the task called 2021.",
    "A call that got no answer is sent again and runs the task once. Needs the scope tasks:run.",
  ].join("\n"),
  options: {
    payload: {
      type: "string",
      short: "p",
      value: "JSON",
      help: "what the handler gets: JSON, @file or - for standard input",
    },
    wait: { type: "boolean", short: "w", help: "wait for the run and print its result" },
    timeout: { type: "string", value: "TIME", help: "how long to wait at the most, e.g. 90s or 5m; implies --wait" },
    key: { type: "string", value: "KEY", help: "an idempotency key: the same key for the same task is the same run" },
    ...APP_OPTION,
    ...JSON_OPTION,
  },
  arity: [1, 1],
  async run(call) {
    const { io, args, text } = call;
    const timeoutMs = readTimeout(text("timeout"));
    const payload = await readPayload(io, text("payload"));
    const target = await openTarget(io, text("app"));
    const input = {
      idOrName: readTaskRef(args[0]!),
      ...(payload !== undefined && { payload }),
      idempotencyKey: text("key") ?? `cli-${randomUUID()}`,
    };
    try {
      if (!call.isSet("wait") && timeoutMs === undefined) return await queue(call, target, input);
      return await wait(call, target, input, timeoutMs);
    } catch (error) {
      if (!isTRPCClientError<AppRouter>(error)) throw error;
      const failed = failureOf(error);
      if (!failed) throw toCliError(target.login.url, error);
      return tellFailure(call, failed);
    }
  },
};

interface RunInput {
  idOrName: number | string;
  payload?: unknown;
  idempotencyKey: string;
}

async function queue({ io, isSet, paint }: Call, { client }: Target, input: RunInput): Promise<Exit> {
  const { runId } = await client.tasks.run.mutate(input);
  if (isSet("json")) io.stdout.write(harmlessJson({ runId }));
  else io.stdout.write(`${paint("green", "Queued")} run ${runId}.\n`);
  return EXIT.done;
}

async function wait(call: Call, { client }: Target, input: RunInput, timeoutMs: number | undefined): Promise<Exit> {
  const { io, isSet, paintError } = call;
  const until = timeoutMs === undefined ? Number.POSITIVE_INFINITY : io.now().getTime() + timeoutMs;
  // A short time to wait must not be spent in the first answer, which may take 25 s: such a run is queued, then asked for.
  let run: RunAnswer =
    timeoutMs !== undefined && timeoutMs < PATIENCE_MS
      ? { ...(await client.tasks.run.mutate(input)), status: "queued" }
      : await client.tasks.runWithResult.mutate(input);
  while (!isFinal(run.status)) {
    const leftMs = until - io.now().getTime();
    if (leftMs <= 0) {
      io.stderr.write(
        `${paintError("yellow", "still running:")} run ${run.runId}${timeoutMs === undefined ? "" : ` after ${span(timeoutMs)}`}. Read on with app-tasks logs --run ${run.runId} --follow.\n`,
      );
      return EXIT.waiting;
    }
    run = await client.runs.wait.query({ id: run.runId, patienceMs: Math.min(PATIENCE_MS, Math.ceil(leftMs)) });
  }
  if (isSet("json")) io.stdout.write(harmlessJson(run));
  else if (run.result !== undefined) io.stdout.write(harmlessJson(run.result, 2));
  if (!isSet("json")) io.stderr.write(`${paintError("green", "completed:")} run ${run.runId}\n`);
  return EXIT.done;
}

interface Failure {
  runId: number | undefined;
  error: RunErrorInfo;
}

/** What a run threw; null when the call itself was refused. */
function failureOf({ data }: { data?: unknown }): Failure | null {
  const { error, runId } = (data ?? {}) as { error?: RunErrorInfo; runId?: number };
  return error ? { error, runId } : null;
}

function tellFailure({ io, isSet, paintError }: Call, { runId, error }: Failure): Exit {
  if (isSet("json")) io.stdout.write(harmlessJson({ runId, error }));
  const place = error.line === undefined ? "" : `, line ${error.line}${error.column ? `, column ${error.column}` : ""}`;
  io.stderr.write(`${paintError("red", "failed:")} run ${runId}${place}\n`);
  io.stderr.write(`  ${harmless(`${error.name}: ${error.message}`).replaceAll("\n", "\n  ")}\n`);
  const frames = error.stack.split("\n").filter((line) => /^\s*at /.test(line));
  for (const frame of frames.slice(0, 5)) io.stderr.write(`  ${paintError("dim", harmless(frame.trim()))}\n`);
  return EXIT.failed;
}

function readTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = readSpan(text);
  if (ms === null) throw new CliError(`"${text}" is not a length of time. Write e.g. 90s, 5m or 1h behind --timeout.`);
  return ms;
}

/** @throws CliError when the payload is not JSON, or its file cannot be read. */
async function readPayload(io: Io, given: string | undefined): Promise<unknown> {
  if (given === undefined) return undefined;
  const [source, text] = await payloadText(io, given);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError(`${source} is not JSON: ${(error as Error).message}. A text needs quotes of its own: '"text"'.`);
  }
}

async function payloadText(io: Io, given: string): Promise<readonly [source: string, text: string]> {
  if (given === "-") return ["The payload on standard input", await readAll(io.stdin)];
  if (!given.startsWith("@")) return ["The payload", given];
  const file = given.slice(1);
  try {
    return [`The payload in ${file}`, await readFile(path.resolve(io.cwd, file), "utf8")];
  } catch (error) {
    throw new CliError(`The payload's file ${file} cannot be read: ${(error as Error).message}.`);
  }
}
