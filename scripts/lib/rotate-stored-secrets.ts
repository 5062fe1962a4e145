import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { openDb } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded/start-embedded-postgres.ts";
import { migrate } from "#db/migrate.ts";
import { rotateSecondFactors } from "#server/auth/secret-keys.ts";
import { rotateSecrets } from "#server/services/secrets/index.ts";
import { readSettings } from "#server/settings.ts";
import { createVault } from "#server/vault/vault.ts";
import { OperatorError } from "./operator-error.ts";
import { PROJECT_ROOT } from "./project-root.ts";
import { resolveSecrets } from "./secrets.ts";

/**
 * Encrypts every stored secret, variable and user key under SECRET_KEY, and prints how many. Beside a running server and
 * after being stopped half way it does no harm.
 *
 * @throws OperatorError when some could not be opened with any key that was given.
 */
export async function rotateStoredSecrets(): Promise<void> {
  process.chdir(PROJECT_ROOT);
  const envFile = join(PROJECT_ROOT, ".env");
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const dataDir = resolve(process.env.DATA_DIR || "data");
  const keys = resolveSecrets(process.env, dataDir);
  const embedded = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir, log: console.error });
  try {
    const settings = readSettings({
      ...process.env,
      ...keys,
      DATABASE_URL: process.env.DATABASE_URL || embedded?.url,
    });
    await migrate(settings.DATABASE_URL);
    const { db, close } = openDb(settings.DATABASE_URL);
    try {
      const vault = createVault(settings.SECRET_KEY, settings.SECRET_KEY_PREVIOUS);
      const { rotated, unreadable } = await rotateSecrets({ db, vault }, (counts) =>
        console.log(`${counts.rotated} encrypted under the new key so far`),
      );
      const factors = await rotateSecondFactors(db, settings.SECRET_KEY, settings.SECRET_KEY_PREVIOUS);
      console.log(
        `${factors.rotated} second factors encrypted under the new key, ${factors.unreadable} could not be opened.`,
      );
      console.log(`Done: ${rotated} encrypted under the new key, ${unreadable} could not be opened.`);
      if (factors.unreadable > 0) {
        throw new OperatorError(
          `${factors.unreadable} second factors could not be opened: add their key to SECRET_KEY_PREVIOUS and run this again.`,
        );
      }
      if (unreadable > 0) {
        throw new OperatorError(
          `${unreadable} stored values were encrypted under a key that is neither SECRET_KEY nor in SECRET_KEY_PREVIOUS. ` +
            "Add that key and run this again, or set the values anew in the studio, which marks them.",
        );
      }
    } finally {
      await close();
    }
  } finally {
    await embedded?.stop();
  }
}
