import type { LogLine } from "#domain/log.ts";
import { LOG_LEVELS, type LogLevel } from "#domain/log-values.ts";
import { CliError, EXIT, type Exit } from "../cli-error.ts";
import { APP_OPTION, type Call, type Command } from "../command.ts";
import { followLines, type LineQuery } from "../follow-lines.ts";
import { type Colour, harmless, harmlessJson } from "../paint.ts";
import { asked, isPassing, openTarget, type Target } from "../server.ts";
import { readTaskRef } from "../task-ref.ts";
import { readSince, wallTime, zoneOf } from "../times.ts";

const LINES_DEFAULT = 100;
const LINES_MAX = 1_000;

export const logs: Command = {
  name: "logs",
  usage: "[task] [--follow] [--level LEVEL] [--since TIME]",
  summary: "Show what runs logged, oldest first, and follow what comes",
  details: [
    `Shows the newest ${LINES_DEFAULT} lines, or all since a time; with --lines as many of the newest, also since a time.`,
    "Ctrl + C is how --follow ends, with 0. Needs the scope logs:read, and tasks:read to name a task.",
  ].join("\n"),
  options: {
    follow: { type: "boolean", short: "f", help: "go on with what comes, through lost connections, until Ctrl + C" },
    level: { type: "string", value: "LEVEL", help: `this level and those above it: ${LOG_LEVELS.join(", ")}` },
    since: {
      type: "string",
      value: "TIME",
      help: "since an instant (2026-01-31T08:00Z) or so long ago (90s, 15m, 2h, 3d)",
    },
    lines: { type: "string", short: "n", value: "N", help: `how many of the newest lines, at most ${LINES_MAX}` },
    run: { type: "string", value: "ID", help: "only the lines of this run" },
    search: { type: "string", value: "TEXT", help: "only lines that hold this text" },
    json: { type: "boolean", help: "print one JSON object a line, for programs" },
    ...APP_OPTION,
  },
  arity: [0, 1],
  async run(call) {
    const { io, args, text, isSet } = call;
    const since = sinceOf(call);
    const count = countOf(text("lines"));
    const wanted: LineQuery = {
      ...levels(text("level")),
      ...(since && { from: since.toISOString() }),
      ...(text("run") !== undefined && { runId: idOf(text("run")!) }),
      ...(text("search") !== undefined && { search: text("search")! }),
    };
    const target = await openTarget(io, text("app"));
    if (args[0] !== undefined) {
      const idOrName = readTaskRef(args[0]);
      wanted.taskId =
        typeof idOrName === "number"
          ? idOrName
          : (await asked(target.login.url, target.client.tasks.get.query({ idOrName }))).id;
    }
    const print = printer(call);
    const isAll = since !== undefined && text("lines") === undefined;
    if (isSet("follow")) return follow(call, target, wanted, isAll ? undefined : count, print);
    if (isAll) return all(target, wanted, print);
    const page = await asked(target.login.url, target.client.logs.lines.query({ ...wanted, limit: count }));
    for (const line of page.lines.toReversed()) print(line);
    return EXIT.done;
  },
};

/** Every line that there is, oldest first. */
async function all({ client, login }: Target, wanted: LineQuery, print: (line: LogLine) => void): Promise<Exit> {
  for (let cursor: number | null = null; ; ) {
    const question = client.logs.lines.query({ ...wanted, order: "asc", limit: LINES_MAX, cursor });
    const page = await asked(login.url, question);
    for (const line of page.lines) print(line);
    if (!page.hasMore) return EXIT.done;
    cursor = page.nextCursor;
  }
}

async function follow(
  { io, paintError }: Call,
  { client, login }: Target,
  wanted: LineQuery,
  count: number | undefined,
  print: (line: LogLine) => void,
): Promise<Exit> {
  const note = (text: string) => io.stderr.write(`${paintError("dim", text)}\n`);
  const lines = followLines({
    ask: (query) => client.logs.lines.query(query),
    wanted,
    count,
    pause: io.pause,
    signal: io.signal,
    isPassing,
    onLost: () => note(`The server at ${login.url} does not answer; trying again …`),
    onFound: () => note("The server answers again."),
  });
  const ended = (async () => {
    for await (const line of lines) print(line);
  })();
  await asked(login.url, ended);
  return EXIT.done;
}

const COLOURS: Partial<Record<LogLevel, Colour>> = { warn: "yellow", error: "red", debug: "dim" };

function printer({ io, isSet, paint }: Call): (line: LogLine) => void {
  if (isSet("json")) return (line) => io.stdout.write(harmlessJson(line));
  const zone = zoneOf(io.env);
  return ({ at, level, taskName, runId, message }) => {
    const colour = COLOURS[level];
    const name = level.toUpperCase().padEnd(5);
    const head = `${paint("dim", wallTime(new Date(at), zone, true))} ${colour ? paint(colour, name) : name}`;
    // What follows in a message of several lines is set in, so that no line can pass for another's beginning.
    io.stdout.write(
      `${head} ${paint("cyan", `${taskName}#${runId}`)} ${harmless(message).replaceAll("\n", "\n    ")}\n`,
    );
  };
}

function levels(least: string | undefined): Pick<LineQuery, "level"> {
  if (least === undefined) return {};
  const index = LOG_LEVELS.indexOf(least.toLowerCase() as LogLevel);
  if (index === -1) throw new CliError(`"${least}" is not a level. The levels: ${LOG_LEVELS.join(", ")}.`);
  return index === 0 ? {} : { level: LOG_LEVELS.slice(index) };
}

function sinceOf({ io, text }: Call): Date | undefined {
  const given = text("since");
  if (given === undefined) return undefined;
  const since = readSince(given, io.now());
  if (!since) throw new CliError(`"${given}" is not a time. Write e.g. 15m, 2h or 2026-01-31T08:00Z behind --since.`);
  return since;
}

function countOf(given: string | undefined): number {
  if (given === undefined) return LINES_DEFAULT;
  const count = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (count < 1 || count > LINES_MAX)
    throw new CliError(`"${given}" is not a number of lines from 1 to ${LINES_MAX}. Ask for more with --since.`);
  return count;
}

function idOf(given: string): number {
  if (!/^[1-9]\d{0,14}$/.test(given)) throw new CliError(`"${given}" is not the id of a run, which is a number.`);
  return Number(given);
}
