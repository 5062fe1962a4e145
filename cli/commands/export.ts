import path from "node:path";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { exportTasks } from "#domain/task-file/export-tasks.ts";
import { CliError, EXIT } from "../cli-error.ts";
import { APP_OPTION, type Command } from "../command.ts";
import { harmless } from "../paint.ts";
import { asked, openTarget, sayLogin } from "../server.ts";
import { jsonText, writeFiles } from "../task-files.ts";

export const exportCommand: Command = {
  name: "export",
  usage: "[tasks.json | -]",
  summary: "Write the app's tasks as a tasks.json, of which a plan says: no changes",
  details: [
    "With --screens also the published code of the screens that they run, in files under screens/ beside it.",
    "- writes to standard output. Needs the scopes tasks:read and screens:read.",
  ].join("\n"),
  options: {
    screens: { type: "boolean", help: "also the screens, with their code in files" },
    force: { type: "boolean", help: "overwrite files that are there" },
    ...APP_OPTION,
  },
  arity: [0, 1],
  async run({ io, args, text, isSet, paint }) {
    if (args[0] === "-" && isSet("screens"))
      throw new CliError("--screens writes files, which standard output cannot hold.");
    const target = await openTarget(io, text("app"));
    const { client, login } = target;
    const tasks = await asked(login.url, client.tasks.list.query());
    const screens = await asked(login.url, client.screens.list.query());
    const contents: { name: string; content: ScreenContent }[] = [];
    const used = screens.filter(({ id }) => tasks.some(({ pageId }) => pageId === id));
    for (const { id, name } of isSet("screens") ? used : []) {
      const screen = await asked(login.url, client.screens.get.query({ id }));
      const { publishedCode: code, publishedHtml: html, publishedSettings: settings } = screen;
      const reason =
        code === null || settings === null
          ? "it was never published"
          : screens.filter((other) => other.name === name).length > 1
            ? "another has its name"
            : null;
      if (reason === null) contents.push({ name, content: { code: code!, html: html ?? "", settings: settings! } });
      else io.stderr.write(`note: the screen "${harmless(name)}" (${id}) stays out of the files, since ${reason}.\n`);
    }
    const { file, texts } = exportTasks({ tasks, screens, contents });
    const json = jsonText({ $schema: `${login.url}/sdk/tasks.schema.json`, ...file });
    if (args[0] === "-") {
      io.stdout.write(json);
      return EXIT.done;
    }
    const full = path.resolve(io.cwd, args[0] ?? "tasks.json");
    await writeFiles(path.dirname(full), [{ name: path.basename(full), text: json }, ...texts], isSet("force"));
    const files = texts.length === 0 ? "" : ` and ${texts.length} files of screens`;
    io.stdout.write(
      `${paint("green", "Wrote")} ${tasks.length} tasks of ${sayLogin(login)} to ${path.basename(full)}${files}.\n`,
    );
    return EXIT.done;
  },
};
