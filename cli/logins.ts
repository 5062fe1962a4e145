import { randomUUID } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { CliError } from "./cli-error.ts";
import type { Io } from "./io.ts";

/** A token of one app on one server. */
const loginSchema = z.object({
  url: z.string(),
  token: z.string(),
  app: z.object({ id: z.int(), name: z.string() }),
});
export type Login = z.infer<typeof loginSchema>;

const fileSchema = z.object({ logins: z.array(loginSchema) });

/** Where logins are kept: the user's configuration folder (XDG; APPDATA on Windows). */
export function loginsFile(env: Io["env"]): string {
  const home = env.HOME || homedir();
  // The specification says that a relative path is to be ignored.
  const xdg = env.XDG_CONFIG_HOME && path.isAbsolute(env.XDG_CONFIG_HOME) ? env.XDG_CONFIG_HOME : undefined;
  const base = xdg ?? (process.platform === "win32" ? env.APPDATA : undefined) ?? path.join(home, ".config");
  return path.join(base, "app-tasks", "logins.json");
}

/**
 * The logins, the one in use first.
 *
 * @throws CliError when the file is not ours to read, or is damaged.
 */
export async function readLogins(env: Io["env"]): Promise<Login[]> {
  const file = loginsFile(env);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new CliError(`${file} cannot be read: ${(error as Error).message}.`);
  }
  try {
    return fileSchema.parse(JSON.parse(text)).logins;
  } catch {
    // Its text holds tokens, and an error of JSON.parse quotes it.
    throw new CliError(`${file} is damaged. Remove it and log in again: app-tasks login.`);
  }
}

/**
 * Keeps the logins, for the user alone to read. Whoever is cut short leaves the old file.
 *
 * @throws CliError when the folder cannot be written to.
 */
export async function writeLogins(env: Io["env"], logins: readonly Login[]): Promise<void> {
  const file = loginsFile(env);
  const fresh = `${file}.${randomUUID()}`;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(fresh, `${JSON.stringify({ logins }, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    // A umask can only take rights away; this is for file systems that give more than was asked for.
    await chmod(fresh, 0o600);
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw new CliError(`The login cannot be kept in ${file}: ${(error as Error).message}.`);
  }
}

/** Whether `wanted` names the app, by its id or its name. */
export const isApp = ({ id, name }: Login["app"], wanted: string): boolean =>
  String(id) === wanted || name.toLowerCase() === wanted.toLowerCase();

export const isSameLogin = (one: Login, other: Login): boolean => one.url === other.url && one.app.id === other.app.id;
