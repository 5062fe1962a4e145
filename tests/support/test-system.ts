import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { organization } from "#db/schema/index.ts";
import { type Container, createContainer } from "#server/container.ts";
import type { AppContext } from "#server/context.ts";
import { createApp } from "#server/services/apps/index.ts";
import { createScreen, publishScreen } from "#server/services/screens/index.ts";
import { readSettings } from "#server/settings.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

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
  SANDBOX_SIZE: "3",
} as const;

/** Wraps code as the body of a handler. */
export const handler = (body: string) => `Fliplet.Page.onRemoteExecution(async function (payload) { ${body} });`;

/** The whole system on a database of the file's own; only the network outside is missing. */
export function useTestSystem(settings: Record<string, string> = {}): TestSystem {
  const system = {} as TestSystem;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    system.url = database.url;
    system.container = await createContainer(readSettings({ ...SETTINGS, DATABASE_URL: database.url, ...settings }));
  });
  afterAll(async () => {
    await system.container.stop(0);
    await database.drop();
  });

  system.newApp = async () => {
    const { services, db } = system.container;
    const organizationId = randomUUID();
    await db.insert(organization).values({ id: organizationId, name: "Test", slug: organizationId });
    const actor = { kind: "user", id: "someone", name: "Someone" } as const;
    const app = await createApp({ ...services, organizationId, actor }, { name: "Test app" });
    return { ...services, organizationId, actor, appId: app.id };
  };
  system.newScreen = async (app, code, name = "Screen") => {
    const screen = await createScreen(app, { name, code });
    await publishScreen(app, { id: screen.id });
    return { id: screen.id, name };
  };
  return system;
}
