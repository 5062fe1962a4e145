import { eq, sql } from "drizzle-orm";
import { apps } from "#db/schema/index.ts";
import type { App, AppRefInput, CreateAppInput, UpdateAppInput } from "#domain/app.ts";
import type { OrganizationContext } from "../../context.ts";
import { getAppRow, toApp } from "./internal.ts";

export async function createApp(ctx: OrganizationContext, { name }: CreateAppInput): Promise<App> {
  const [row] = await ctx.db.insert(apps).values({ organizationId: ctx.organizationId, name }).returning();
  return toApp(row!);
}

/** Renames an app or moves its limits; limits that are not named stay. A lower limit removes nothing that exists. */
export async function updateApp(ctx: OrganizationContext, { id, name, limits }: UpdateAppInput): Promise<App> {
  const app = await getAppRow(ctx, id);
  const [row] = await ctx.db
    .update(apps)
    .set({ name: name ?? app.name, limits: { ...app.limits, ...limits }, updatedAt: sql`now()` })
    .where(eq(apps.id, app.id))
    .returning();
  return toApp(row!);
}

/** Removes an app with everything in it: screens, tasks, runs, logs, data, tokens. */
export async function removeApp(ctx: OrganizationContext, { id }: AppRefInput): Promise<{ id: number }> {
  const app = await getAppRow(ctx, id);
  await ctx.db.delete(apps).where(eq(apps.id, app.id));
  return { id: app.id };
}
