import { migrate } from "#db/migrate.ts";
import { createContainer } from "#server/container.ts";
import { prepare } from "#server/prepare.ts";
import { readSettings } from "#server/settings.ts";

/** Migrates the database that the settings name, then makes its first owner and demo app as they say. */
export async function migrateAndPrepare(): Promise<void> {
  const settings = readSettings();
  await migrate(settings.DATABASE_URL);
  const container = await createContainer(settings);
  try {
    await prepare(container);
  } finally {
    await container.close();
  }
}
