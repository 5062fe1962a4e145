import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { startEmbeddedPostgres } from "#db/embedded/start-embedded-postgres.ts";
import { migrate } from "#db/migrate.ts";
import { createContainer } from "#server/container.ts";
import { settleRestored } from "#server/scheduler/settle-restored.ts";
import { readSettings } from "#server/settings.ts";
import { PROJECT_ROOT } from "./project-root.ts";
import { resolveSecrets } from "./secrets.ts";

/** Settles the database that the settings name, or the embedded one, and prints what was cancelled and missed. */
export async function settleRestoredDatabase(): Promise<void> {
  process.chdir(PROJECT_ROOT);
  const envFile = join(PROJECT_ROOT, ".env");
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const dataDir = resolve(process.env.DATA_DIR || "data");
  const keys = resolveSecrets(process.env, dataDir);
  const embedded = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir, log: console.error });
  try {
    const DATABASE_URL = process.env.DATABASE_URL || embedded?.url;
    const settings = readSettings({ ...process.env, ...keys, DATABASE_URL, ROLE: "web" });
    await migrate(settings.DATABASE_URL);
    const container = await createContainer(settings);
    try {
      const { services } = container;
      const { cancelled, missed } = await settleRestored(services, await services.clock.now());
      console.log(
        `Done: ${cancelled} runs cancelled that were queued or under way, ${missed} fires missed that came due.`,
      );
    } finally {
      await container.close();
    }
  } finally {
    await embedded?.stop();
  }
}
