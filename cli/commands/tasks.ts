import { say } from "#domain/task-file/say-task.ts";
import { EXIT } from "../cli-error.ts";
import { APP_OPTION, type Command, JSON_OPTION } from "../command.ts";
import { harmlessJson, type Paint } from "../paint.ts";
import { asked, openTarget } from "../server.ts";
import { table } from "../table.ts";
import { span, wallTime, zoneOf } from "../times.ts";

export const tasks: Command = {
  name: "tasks",
  usage: "",
  summary: "List the app's tasks, with their schedules, next fires and last outcomes",
  details: "Needs the scope tasks:read.",
  options: { ...APP_OPTION, ...JSON_OPTION },
  arity: [0, 0],
  async run({ io, text, isSet, paint }) {
    const { client, login } = await openTarget(io, text("app"));
    const all = await asked(login.url, client.tasks.list.query());
    if (isSet("json")) {
      io.stdout.write(harmlessJson(all, 2));
      return EXIT.done;
    }
    if (all.length === 0) {
      io.stderr.write(`The app "${login.app.name}" has no tasks yet.\n`);
      return EXIT.done;
    }
    const zone = zoneOf(io.env);
    const next = (at: string | null) => {
      if (at === null) return paint("dim", "-");
      return `${wallTime(new Date(at), zone)} (${ahead(new Date(at).getTime() - io.now().getTime())})`;
    };
    const rows = all.map((task) => [
      paint("bold", task.name),
      say(task),
      next(task.nextRunAt),
      outcome(task.lastRun?.status, paint),
    ]);
    io.stdout.write(table(["NAME", "SCHEDULE", `NEXT FIRE (${zone})`, "LAST RUN"], rows));
    return EXIT.done;
  },
};

const ahead = (ms: number) => (ms > 0 ? `in ${span(ms)}` : "due");

/** A run's status in its colour. */
export function outcome(status: string | undefined, paint: Paint): string {
  if (status === undefined) return paint("dim", "never ran");
  const text = status.replaceAll("_", " ");
  if (status === "completed") return paint("green", text);
  if (["failed", "timed_out", "out_of_memory", "crashed"].includes(status)) return paint("red", text);
  return ["skipped", "missed", "cancelled"].includes(status) ? paint("yellow", text) : paint("cyan", text);
}
