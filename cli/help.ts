import type { Command, Option } from "./command.ts";
import type { Paint } from "./paint.ts";

const HELP_OPTION: Option = { type: "boolean", short: "h", help: "show this help" };

/** What `app-tasks <command> --help` says. */
export function helpOf(command: Command, paint: Paint): string {
  const options = Object.entries({ ...command.options, help: HELP_OPTION }).map(
    ([name, { short, value, help }]) =>
      [`${short ? `-${short}, ` : "    "}--${name}${value ? ` ${value}` : ""}`, help] as const,
  );
  return [
    `${paint("bold", "Usage:")} app-tasks ${`${command.name} ${command.usage}`.trim()}`,
    `${command.summary}.`,
    ...(command.details ? [command.details] : []),
    `${paint("bold", "Options:")}\n${columns(options)}`,
  ].join("\n\n");
}

/** What `app-tasks --help` says. */
export function overview(commands: readonly Command[], paint: Paint): string {
  return [
    `${paint("bold", "Usage:")} app-tasks <command> [options]`,
    "Works with the tasks of an app: app-tasks <command> --help tells more of each command.",
    `${paint("bold", "Commands:")}\n${columns(commands.map(({ name, summary }) => [`  ${name}`, summary] as const))}`,
    [
      paint("bold", "Settings:"),
      "  APP_TASKS_URL, APP_TASKS_TOKEN   the server and the token, in place of a login",
      "  NO_COLOR                         no colours",
    ].join("\n"),
    [
      paint("bold", "Exit codes:"),
      "  0  done, and the run completed; logs --follow ended by Ctrl + C",
      "  1  the run failed, or not all could be done",
      "  2  the command, a file or what was asked for is not right",
      "  3  the server cannot be reached, refuses the token or was asked too often (429)",
      "  4  the time to wait is over, and the run goes on",
      "  130  stopped by Ctrl + C, also at a question",
    ].join("\n"),
  ].join("\n\n");
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
