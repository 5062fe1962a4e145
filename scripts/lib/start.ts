import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { startEmbeddedPostgres } from "#db/embedded/start-embedded-postgres.ts";
import { ensureBuild } from "./build.ts";
import { exitWithMessage } from "./operator-error.ts";
import { PROJECT_ROOT } from "./project-root.ts";
import { resolveSecrets } from "./secrets.ts";
import { parseStartOptions } from "./start-options.ts";

/**
 * Starts the product: settings from `.env` and the environment, a build if there is no current one, a database if none
 * is named, then the server. Settles when the server is up; ends the process with a sentence when that cannot be.
 *
 * @param args the command's arguments, without Node and the script.
 */
export async function start(args: readonly string[]): Promise<void> {
  let stopDatabase = async () => {};
  try {
    process.chdir(PROJECT_ROOT);
    const envFile = join(PROJECT_ROOT, ".env");
    // Variables that are set already win over the file.
    if (existsSync(envFile)) process.loadEnvFile(envFile);

    const { dev, role } = parseStartOptions(args, process.env);
    const dataDir = resolve(process.env.DATA_DIR || "data");
    Object.assign(process.env, {
      NODE_ENV: dev ? "development" : "production",
      ROLE: role,
      DATA_DIR: dataDir,
      ...resolveSecrets(process.env, dataDir),
    });
    await ensureBuild({ web: !dev && role !== "worker" });

    if (!process.env.DATABASE_URL) {
      const database = await startEmbeddedPostgres({ dataDir, log: console.error });
      stopDatabase = database.stop;
      process.env.DATABASE_URL = database.url;
    }
    const { serve } = await import("../serve.ts");
    await serve({ dev, stopDatabase });
  } catch (error) {
    await stopDatabase();
    exitWithMessage(error);
  }
}
