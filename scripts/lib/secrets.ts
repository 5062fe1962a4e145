import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { explainFileError } from "#db/embedded/embedded-postgres-error.ts";
import { OperatorError } from "./operator-error.ts";

/** Shorter ones can be guessed by trying; in characters. */
const LENGTH_MIN = { CRON_SECRET: 16, SECRET_KEY: 32 };

const storedSchema = z.object({ cronSecret: z.string().min(1), secretKey: z.string().min(1) });

export interface Secrets {
  /** What the external cron sends to `/api/cron`. */
  CRON_SECRET: string;
  /** Signs sessions and encrypts what is stored for builders. */
  SECRET_KEY: string;
}

/**
 * The two secrets of an installation: from the environment, or, when the database is our own, made once and kept in
 * `secrets.json` (mode 0600) under the data folder.
 *
 * @throws OperatorError when one is missing with a database that other machines may share, or one is too short.
 */
export function resolveSecrets(env: Record<string, string | undefined>, dataDir: string): Secrets {
  const cronSecret = checkLength("CRON_SECRET", env.CRON_SECRET);
  const secretKey = checkLength("SECRET_KEY", env.SECRET_KEY);
  if (cronSecret && secretKey) return { CRON_SECRET: cronSecret, SECRET_KEY: secretKey };

  if (env.DATABASE_URL) {
    const missing = [cronSecret ? "" : "CRON_SECRET", secretKey ? "" : "SECRET_KEY"].filter(Boolean).join(" and ");
    throw new OperatorError(
      `With DATABASE_URL set, ${missing} must be set too, to the same value for every process. ${HOW_TO_MAKE}`,
    );
  }
  const kept = readOrMake(dataDir);
  return { CRON_SECRET: cronSecret || kept.cronSecret, SECRET_KEY: secretKey || kept.secretKey };
}

function checkLength(name: keyof Secrets, value: string | undefined): string | undefined {
  if (value && value.length < LENGTH_MIN[name]) {
    throw new OperatorError(
      `${name} has ${value.length} characters; it needs ${LENGTH_MIN[name]} or more. ${HOW_TO_MAKE}`,
    );
  }
  return value;
}

const HOW_TO_MAKE = "`openssl rand -hex 32` makes one.";

function readOrMake(dataDir: string): z.infer<typeof storedSchema> {
  const file = join(dataDir, "secrets.json");
  try {
    return read(file) ?? make(dataDir, file);
  } catch (error) {
    throw explainFileError(error, dataDir);
  }
}

function read(file: string): z.infer<typeof storedSchema> | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  try {
    return storedSchema.parse(JSON.parse(text));
  } catch {
    throw new OperatorError(
      `${file} does not hold the two secrets it should. Put it back from a backup, or set CRON_SECRET and SECRET_KEY. ` +
        "With a new SECRET_KEY everybody signs in again and stored secrets have to be entered again.",
    );
  }
}

function make(dataDir: string, file: string): z.infer<typeof storedSchema> {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  const made = { cronSecret: randomBytes(32).toString("hex"), secretKey: randomBytes(32).toString("hex") };
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  try {
    // Of two processes that start at once, the first one's link stays and the other reads it.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return read(file) ?? made;
}
