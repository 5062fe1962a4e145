import { and, eq, inArray, isNull } from "drizzle-orm";
import { dataSources, tasks } from "#db/schema/index.ts";
import type { UsedTemplate, UseTemplateInput } from "#domain/template.ts";
import type { AppContext } from "../../context.ts";
import { createDataSource } from "../data-sources/index.ts";
import { createScreen } from "../screens/index.ts";
import { createTask } from "../tasks/index.ts";
import { inTransaction } from "../transaction.ts";
import { CATALOGUE, type CatalogueTemplate } from "./catalogue.ts";
import { templateCode } from "./template-code.ts";

const DAY_MS = 86_400_000;

/**
 * Makes a screen from a template: its draft, the data sources that the app lacks, and its task. The task's schedule is
 * switched off: nothing is mailed or pushed before somebody has looked at it.
 *
 * @throws DomainError TASK_LIMIT_REACHED; then nothing is made.
 */
export async function useTemplate(
  ctx: AppContext,
  { template: key, name, timezone, withTask = true }: UseTemplateInput,
): Promise<UsedTemplate> {
  const template = CATALOGUE[key];
  const code = await templateCode(key);
  return inTransaction(ctx, async (tx) => {
    const made = await makeDataSources(tx, template);
    const screen = await createScreen(tx, { name: name ?? template.name, code, settings: template.settings ?? {} });
    if (!withTask) return { screenId: screen.id, task: null, dataSources: made };
    const taskName = await freeTaskName(tx, template.task.name);
    const task = await createTask(tx, {
      ...template.task,
      ...(timezone && { timezone }),
      name: taskName,
      pageId: screen.id,
      active: false,
    });
    return { screenId: screen.id, task: { id: task.id, name: task.name }, dataSources: made };
  });
}

/** Makes those of a template's data sources that the app lacks. Resolves to their names. */
async function makeDataSources(ctx: AppContext, { sources }: CatalogueTemplate): Promise<string[]> {
  const names = sources.map((source) => source.name);
  const existing = await ctx.db
    .select({ name: dataSources.name })
    .from(dataSources)
    .where(and(eq(dataSources.appId, ctx.appId), inArray(dataSources.name, names)));
  const lacking = sources.filter((source) => !existing.some(({ name }) => name === source.name));
  const todayMs = (await ctx.clock.now()).getTime();
  const day = (days: number) => new Date(todayMs + days * DAY_MS).toISOString().slice(0, 10);
  for (const { name, columns, entries } of lacking)
    await createDataSource(ctx, { name, columns, entries: entries(day) });
  return lacking.map((source) => source.name);
}

/** The name, or the first of `name-2`, `name-3` … that no task of the app has. */
async function freeTaskName(ctx: AppContext, name: string): Promise<string> {
  const rows = await ctx.db
    .select({ name: tasks.name })
    .from(tasks)
    .where(and(eq(tasks.appId, ctx.appId), isNull(tasks.deletedAt)));
  const taken = new Set(rows.map((row) => row.name));
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${name}-${n}`;
  return free;
}
