import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type ExistingScreen, type Plan, planTasks, screenContent } from "#domain/task-file/plan-tasks.ts";
import { type Fault, readTaskFile } from "#domain/task-file/read-task-file.ts";
import type { ScreenEntry } from "#domain/task-file/task-file.ts";
import { CliError } from "./cli-error.ts";
import { harmless } from "./paint.ts";
import { asked, type Target } from "./server.ts";

/**
 * Compares the file with the app.
 *
 * @throws CliError with everything that is wrong with the file.
 */
export async function makePlan({ client, login }: Target, file: string, prune: boolean): Promise<Plan> {
  const { file: wanted, faults } = readTaskFile(await readText(file, "app-tasks export writes one from an app."));
  if (!wanted) throw faulty(file, faults);
  const contents = await readContents(file, wanted.screens ?? []);
  const tasks = await asked(login.url, client.tasks.list.query());
  const named = new Set(wanted.screens?.map(({ name }) => name));
  const screens: ExistingScreen[] = [];
  for (const { id, name } of await asked(login.url, client.screens.list.query())) {
    if (!named.has(name)) screens.push({ id, name, published: null });
    else {
      const { publishedCode, publishedHtml, publishedSettings } = await asked(
        login.url,
        client.screens.get.query({ id }),
      );
      const published =
        publishedCode === null || publishedSettings === null
          ? null
          : { code: publishedCode, html: publishedHtml ?? "", settings: publishedSettings };
      screens.push({ id, name, published });
    }
  }
  const plan = planTasks({ file: wanted, contentOf: (entry) => contents.get(entry)!, tasks, screens, prune });
  if (plan.faults.length > 0) throw faulty(file, plan.faults);
  return plan;
}

async function readContents(file: string, entries: readonly ScreenEntry[]) {
  const folder = path.dirname(file);
  const read = (name: string) => readText(path.join(folder, name), "A screen names it.");
  const contents = entries.map(async (entry) => {
    const [code, html] = await Promise.all([read(entry.code), entry.html ? read(entry.html) : ""]);
    return [entry, screenContent(entry, code, html)] as const;
  });
  return new Map(await Promise.all(contents));
}

/** @throws CliError when the file cannot be read. */
export async function readText(file: string, hint: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(code === "ENOENT" ? `There is no file ${file}. ${hint}` : `${file} cannot be read: ${message}.`);
  }
}

/** All that is wrong, with the place in an expression under it. */
function faulty(file: string, faults: readonly Fault[]): CliError {
  const lines = faults.flatMap(({ where, message, text, position }) => [
    `${where ? `${where}: ` : ""}${message}`,
    ...(text !== undefined && !text.includes("\n") ? [`  ${text}`] : []),
    ...(text !== undefined && position !== undefined ? [`  ${" ".repeat(position)}^`] : []),
  ]);
  return new CliError(`${path.basename(file)} cannot be applied as it is.\n${harmless(lines.join("\n"))}`);
}

/**
 * Writes files into a folder: all, or none when one would replace another and that was not asked for.
 *
 * @throws CliError that names those that are there.
 */
export async function writeFiles(
  folder: string,
  files: readonly { name: string; text: string; mayReplace?: boolean }[],
  isForced: boolean,
): Promise<void> {
  const there: string[] = [];
  for (const { name, text, mayReplace } of files) {
    if (mayReplace) continue;
    const current = await readFile(path.join(folder, name), "utf8").catch(() => null);
    if (current !== null && current !== text) there.push(name);
  }
  if (there.length > 0 && !isForced)
    throw new CliError(
      `Nothing was written: ${there.join(", ")} would be overwritten. Use --force, or another folder.`,
    );
  try {
    for (const { name, text } of files) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
  } catch (error) {
    throw new CliError(`The files cannot be written: ${(error as Error).message}.`);
  }
}

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
