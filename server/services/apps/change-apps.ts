import { eq, sql } from "drizzle-orm";
import { type AppRow, apps } from "#db/schema/index.ts";
import type { App, AppRefInput, CreateAppInput, UpdateAppInput } from "#domain/app.ts";
import type { OrganizationContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { appLimits, getAppRow, toApp } from "./internal.ts";

export async function createApp(ctx: OrganizationContext, { name }: CreateAppInput): Promise<App> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.insert(apps).values({ organizationId: tx.organizationId, name }).returning();
    await recordChange({ ...tx, appId: row!.id }, { action: "create", target: targetOf(row!), after: { name } });
    return toApp(row!);
  });
}

/** Renames an app or moves its limits; limits that are not named stay. A lower limit removes nothing that exists. */
export async function updateApp(ctx: OrganizationContext, { id, name, limits }: UpdateAppInput): Promise<App> {
  return inTransaction(ctx, async (tx) => {
    const app = await getAppRow(tx, id);
    const [row] = await tx.db
      .update(apps)
      .set({ name: name ?? app.name, limits: { ...app.limits, ...limits }, updatedAt: sql`now()` })
      .where(eq(apps.id, app.id))
      .returning();
    const [before, after] = [app, row!].map((state) => ({ name: state.name, ...appLimits(state) }));
    await recordChange({ ...tx, appId: app.id }, { action: "update", target: targetOf(row!), before, after });
    return toApp(row!);
  });
}

/** Removes an app with everything in it: screens, tasks, runs, logs, data, tokens. */
export async function removeApp(ctx: OrganizationContext, { id }: AppRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const app = await getAppRow(tx, id);
    await tx.db.delete(apps).where(eq(apps.id, app.id));
    const before = { name: app.name, ...appLimits(app) };
    // The app's own entries went with it; this one stands for the organisation.
    await recordChange({ ...tx, appId: null }, { action: "remove", target: targetOf(app), before });
    return { id: app.id };
  });
}

const targetOf = ({ id, name }: AppRow) => ({ kind: "app" as const, id, name });
