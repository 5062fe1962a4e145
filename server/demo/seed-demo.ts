import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { apps, organization, systemState } from "#db/schema/index.ts";
import type { AppContext, ServiceContext } from "../context.ts";
import { createApp } from "../services/apps/index.ts";
import { createDataSource } from "../services/data-sources/index.ts";
import { createScreen, publishScreen } from "../services/screens/index.ts";
import { createTask } from "../services/tasks/index.ts";
import { inTransaction } from "../services/transaction.ts";
import { DEMO_APP } from "./demo-app.ts";

const DEMO_SEEDED = "demo_seeded";

/**
 * Fills an empty installation with the demo app, once: processes that start together do it once, and a demo that was
 * removed does not come back. True when it did.
 */
export async function seedDemo(ctx: ServiceContext): Promise<boolean> {
  const code = await Promise.all(
    DEMO_APP.screens.map((screen) => readFile(path.join(process.cwd(), "server/demo/screens", screen.file), "utf8")),
  );
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
    const { id: appId } = await createApp({ ...tx, organizationId, actor }, { name: DEMO_APP.name });
    const app: AppContext = { ...tx, organizationId, actor, appId };
    for (const source of DEMO_APP.sources) await createDataSource(app, { ...source, columns: source.columns ?? [] });
    for (const [index, { name, task }] of DEMO_APP.screens.entries()) {
      const screen = await createScreen(app, { name, code: code[index]! });
      await publishScreen(app, { id: screen.id });
      await createTask(app, { ...task, pageId: screen.id });
    }
    return true;
  });
}

/** The first owner's organisation, or one that waits for its first owner. */
async function theOrganization({ db }: ServiceContext): Promise<string> {
  const [existing] = await db.select({ id: organization.id }).from(organization).orderBy(sql`created_at`).limit(1);
  if (existing) return existing.id;
  const id = randomUUID();
  await db.insert(organization).values({ id, name: "My organisation", slug: id });
  return id;
}
