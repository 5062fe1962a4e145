import { randomUUID } from "node:crypto";
import { organization } from "#db/schema/index.ts";
import { RUNS_PER_MINUTE_MAX } from "#domain/limits.ts";
import type { Container } from "#server/container.ts";
import { type AppContext, withinTenant } from "#server/context.ts";
import { createApp, updateApp } from "#server/services/apps/index.ts";
import { createScreen, publishScreen } from "#server/services/screens/index.ts";

/** Wraps code as the body of a handler. */
export const handler = (body: string) => `Fliplet.Page.onRemoteExecution(async function (payload) { ${body} });`;

/** A new app in an organisation of its own, as a person who is signed in sees it. */
export async function newApp({ services, db }: Pick<Container, "services" | "db">): Promise<AppContext> {
  const organizationId = randomUUID();
  await db.insert(organization).values({ id: organizationId, name: "Test", slug: organizationId });
  const actor = { kind: "user", id: "someone", name: "Someone" } as const;
  const tenant = { ...withinTenant(services, organizationId), actor };
  const app = await createApp(tenant, { name: "Test app" });
  // Tests ask for more runs in a minute than people do.
  await updateApp(tenant, { id: app.id, limits: { runsPerMinute: RUNS_PER_MINUTE_MAX } });
  return { ...tenant, appId: app.id };
}

/** A published screen that runs `code`. */
export async function newScreen(app: AppContext, code: string, name = "Screen"): Promise<{ id: number; name: string }> {
  const screen = await createScreen(app, { name, code });
  await publishScreen(app, { id: screen.id });
  return { id: screen.id, name };
}

/** As the app itself asks for runs, with a token: what is published runs. */
export const asApp = (app: AppContext): AppContext => ({ ...app, actor: { kind: "token", id: 1, name: "test" } });
