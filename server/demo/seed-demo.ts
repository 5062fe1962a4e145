import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { apps, organization, systemState } from "#db/schema/index.ts";
import type { AppContext, ServiceContext } from "../context.ts";
import { createApp, updateApp } from "../services/apps/index.ts";
import { createDataSource } from "../services/data-sources/index.ts";
import { createScreen, publishScreen } from "../services/screens/index.ts";
import { createTask, updateTask } from "../services/tasks/index.ts";
import { useTemplate } from "../services/templates/index.ts";
import { inTransaction } from "../services/transaction.ts";
import { DEMO_APP } from "./demo-app.ts";

const DEMO_SEEDED = "demo_seeded";

/**
 * Fills an empty installation with the demo app, once: processes that start together do it once, and a demo that was
 * removed does not come back. True when it did.
 */
export async function seedDemo(ctx: ServiceContext): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const [mine] = await tx.db
      .insert(systemState)
      .values({ key: DEMO_SEEDED, value: true })
      .onConflictDoNothing()
      .returning();
    if (!mine) return false;
    const [anyApp] = await tx.db.select({ id: apps.id }).from(apps).limit(1);
    if (anyApp) return false;

    const organizationId = await theOrganization(tx);
    const actor = { kind: "system" } as const;
    const organization = { ...tx, organizationId, actor };
    const { id: appId } = await createApp(organization, { name: DEMO_APP.name });
    await updateApp(organization, { id: appId, limits: { tasks: DEMO_APP.taskLimit } });
    const app: AppContext = { ...organization, appId };
    for (const source of DEMO_APP.sources) await createDataSource(app, source);
    for (const screen of DEMO_APP.screens) await seedScreen(app, screen);
    return true;
  });
}

/** Makes a screen with its data and its task, published and running. */
async function seedScreen(app: AppContext, demo: (typeof DEMO_APP.screens)[number]): Promise<void> {
  if ("template" in demo) {
    const { screenId, task } = await useTemplate(app, { template: demo.template });
    await publishScreen(app, { id: screenId });
    await updateTask(app, { ...demo.task, idOrName: task!.id, active: true });
    return;
  }
  const code = await readFile(path.join(process.cwd(), "server/demo/screens", demo.file), "utf8");
  const screen = await createScreen(app, { name: demo.name, code });
  await publishScreen(app, { id: screen.id });
  await createTask(app, { ...demo.task, pageId: screen.id });
}

/** The first owner's organisation, or one that waits for its first owner. */
async function theOrganization({ db }: ServiceContext): Promise<string> {
  const [existing] = await db.select({ id: organization.id }).from(organization).orderBy(sql`created_at`).limit(1);
  if (existing) return existing.id;
  const id = randomUUID();
  await db.insert(organization).values({ id, name: "My organisation", slug: id });
  return id;
}
