import { afterAll, beforeAll } from "vitest";
import { type Container, createContainer } from "#server/container.ts";
import type { AppContext } from "#server/context.ts";
import { readSettings } from "#server/settings.ts";
import { newApp, newScreen } from "./new-app.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

export { handler } from "./new-app.ts";

export interface TestSystem {
  container: Container;
  /** Connection string of the file's own database. */
  url: string;
  /** A new app in an organisation of its own, as a person who is signed in sees it. */
  newApp(): Promise<AppContext>;
  /** A published screen that runs `code`. */
  newScreen(app: AppContext, code: string, name?: string): Promise<{ id: number; name: string }>;
}

export const SETTINGS = {
  CRON_SECRET: "cron-secret-of-the-tests",
  SECRET_KEY: "secret-key-of-the-tests-0123456789abcdef",
  LOG_LEVEL: "silent",
  SANDBOX_SIZE: "4",
} as const;

/** The whole system on a database of the file's own; only the network outside is missing. */
export function useTestSystem(settings: Record<string, string> = {}): TestSystem {
  const system = { newScreen } as TestSystem;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    system.url = database.url;
    system.container = await createContainer(readSettings({ ...SETTINGS, DATABASE_URL: database.url, ...settings }));
  });
  afterAll(async () => {
    await system.container.close();
    await database.drop();
  });

  system.newApp = () => newApp(system.container);
  return system;
}
