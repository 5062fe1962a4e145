import { readFile } from "node:fs/promises";
import path from "node:path";
import { isValidTimezone } from "#domain/cron/index.ts";
import { importCrontab } from "#domain/task-file/import-crontab.ts";
import { importVercel } from "#domain/task-file/import-vercel.ts";
import type { Imported, ImportNote } from "#domain/task-file/imported.ts";
import { readTaskFile } from "#domain/task-file/read-task-file.ts";
import { saySchedule } from "#domain/task-file/say-task.ts";
import type { TaskFile } from "#domain/task-file/task-file.ts";
import { CliError, EXIT } from "../cli-error.ts";
import type { Call, Command } from "../command.ts";
import { readAll } from "../io.ts";
import { harmless, oneLine, type Paint } from "../paint.ts";
import { readUrl } from "../server.ts";
import { jsonText, readText, writeFiles } from "../task-files.ts";
import { zoneOf } from "../times.ts";

export const importCommand: Command = {
  name: "import",
  usage: "crontab <file|-> | vercel [vercel.json]",
  summary: "Turn a crontab or the crons of a vercel.json into a tasks.json",
  details: [
    "Lines that call an address with curl or wget become tasks, with screens that fetch it, in files under screens/.",
    "Every other line is listed with its number and the reason, and the command ends with 1. Nothing is sent anywhere:",
    "look the files through, then app-tasks plan and app-tasks apply.",
  ].join("\n"),
  options: {
    out: { type: "string", short: "o", value: "FILE", help: "the file to write; tasks.json unless given" },
    timezone: {
      type: "string",
      value: "ZONE",
      help: "of a crontab that names none, e.g. Europe/London; else this machine's",
    },
    users: { type: "boolean", help: "a crontab with a column of users, as /etc/crontab and /etc/cron.d have" },
    url: { type: "string", value: "URL", help: "where the deployment of a vercel.json answers" },
    secret: { type: "string", value: "NAME", help: "the app's secret that calls of a vercel.json carry as a bearer" },
    merge: { type: "boolean", help: "add to the file, whose other tasks and screens stay" },
    force: { type: "boolean", help: "overwrite files that are there" },
  },
  arity: [1, 2],
  async run(call) {
    const { io, text, isSet, paint } = call;
    const imported = await readSource(call);
    const out = path.resolve(io.cwd, text("out") ?? "tasks.json");
    const file = isSet("merge") ? await merged(out, imported.file) : imported.file;
    if (imported.turned > 0) {
      // What was merged into the file that is there is meant to replace it.
      const table = { name: path.basename(out), text: jsonText(file), mayReplace: isSet("merge") };
      await writeFiles(path.dirname(out), [...imported.texts, table], isSet("force"));
    }
    tell(call, imported);
    if (imported.turned > 0)
      io.stdout.write(
        `${paint("green", "Wrote")} ${path.basename(out)} and ${imported.texts.length} files of screens.\n`,
      );
    return imported.refused.length > 0 ? EXIT.failed : EXIT.done;
  },
};

async function readSource({ io, args, text, isSet }: Call): Promise<Imported> {
  const [kind, given] = args;
  // `import vercel.json` says it all.
  if (kind === "vercel" || (kind?.endsWith(".json") && given === undefined)) {
    const url = text("url");
    if (url === undefined) throw new CliError("Say where the deployment answers: --url https://example.vercel.app.");
    const secret = text("secret");
    if (secret !== undefined && !/^[A-Za-z_]\w*$/.test(secret))
      throw new CliError(`"${secret}" is not the name of a secret.`);
    const file = kind === "vercel" ? (given ?? "vercel.json") : kind!;
    const source = await readText(path.resolve(io.cwd, file), "Name the vercel.json to read.");
    const { imported, fault } = importVercel(source, { origin: readUrl(url), secret });
    if (!imported) throw new CliError(`${file}: ${fault}`);
    return imported;
  }
  if (kind !== "crontab")
    throw new CliError(`"${kind}" cannot be imported. Write import crontab <file>, or import vercel.json.`);
  if (given === undefined)
    throw new CliError("Name the crontab to read, or - for standard input: crontab -l | app-tasks import crontab -");
  const timezone = text("timezone") ?? zoneOf(io.env);
  if (!isValidTimezone(timezone))
    throw new CliError(`"${timezone}" is not a time zone; expected an IANA name such as Europe/Rome.`);
  const full = path.resolve(io.cwd, given);
  const source = given === "-" ? await readAll(io.stdin) : await readText(full, "Name the crontab to read.");
  const hasUsers = isSet("users") || full === "/etc/crontab" || path.dirname(full) === "/etc/cron.d";
  return importCrontab(source, { timezone, hasUsers });
}

/** @throws CliError when the file that is there is faulty, or has a task or screen of the same name. */
async function merged(file: string, fresh: TaskFile): Promise<TaskFile> {
  const current = await readFile(file, "utf8").catch(() => null);
  if (current === null) return fresh;
  const { file: there, faults } = readTaskFile(current);
  const name = path.basename(file);
  if (!there)
    throw new CliError(
      `${name} cannot be added to: ${faults.map(({ where, message }) => `${where}: ${message}`).join(" ")}`,
    );
  const taken = [
    ...fresh.tasks.filter((task) => there.tasks.some((other) => other.name === task.name)),
    ...(fresh.screens ?? []).filter((screen) => there.screens?.some((other) => other.name === screen.name)),
  ].map((one) => one.name);
  if (taken.length > 0) throw new CliError(`Nothing was written: ${name} has ${taken.join(", ")} already.`);
  const screens = [...(there.screens ?? []), ...(fresh.screens ?? [])];
  return { ...there, ...(screens.length > 0 && { screens }), tasks: [...there.tasks, ...fresh.tasks] };
}

function tell({ io, paint, paintError }: Call, { file, turned, refused, notes }: Imported): void {
  for (const { name, frequency, timezone } of file.tasks)
    io.stdout.write(`${paint("green", "+")} ${name}: ${frequency}  ${saySchedule(frequency!, timezone)}\n`);
  const list = (title: string, all: readonly ImportNote[], colour: Parameters<Paint>[0]) => {
    if (all.length === 0) return;
    io.stderr.write(`${paintError(colour, title)}\n`);
    for (const { line, text, message } of all)
      io.stderr.write(`  line ${line}: ${harmless(message)}\n    ${paintError("dim", oneLine(text).slice(0, 200))}\n`);
  };
  list("Notes:", notes, "yellow");
  list("Not turned into tasks:", refused, "red");
  io.stdout.write(`${turned} ${turned === 1 ? "task" : "tasks"}; ${refused.length} not turned.\n`);
}
