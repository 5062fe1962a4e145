import { createHmac } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import { runs, tasks } from "#db/schema/index.ts";
import type { DataSourceEntry } from "#domain/data-source.ts";
import type { Run } from "#domain/run.ts";
import type { TemplateKey } from "#domain/template.ts";
import { createTasks } from "#sdk/client.ts";
import type { AppContext } from "#server/context.ts";
import { drain } from "#server/runner/drain.ts";
import { tick } from "#server/scheduler/tick.ts";
import { findEntries, getDataSourceByName } from "#server/services/data-sources/index.ts";
import { getRun } from "#server/services/runs/index.ts";
import { publishScreen } from "#server/services/screens/index.ts";
import { getTask, updateTask } from "#server/services/tasks/index.ts";
import { useTemplate } from "#server/services/templates/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { rotateUserKey } from "#server/services/user-keys/index.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { serveFetch } from "#tests/support/fetch-server.ts";
import type { TestSystem } from "#tests/support/test-system.ts";

export interface UseCase {
  app: AppContext;
  taskName: string;
  /** Lets the schedule's next fire time come, and works off what it started. */
  fire(): Promise<Run>;
  /** Carries out what waits. */
  workOff(): Promise<unknown>;
  /** As a page of the app asks for it, through the SDK: with a token, and for a user one that is signed. */
  ask(payload?: unknown, user?: Record<string, unknown>): Promise<Run>;
  /** Carries out the next attempt of the newest run now. */
  tryAgain(): Promise<Run>;
  rows(dataSource: string): Promise<DataSourceEntry[]>;
}

/** A screen made from a template as a builder does it: made, published, its task switched on. */
export async function startFrom(system: TestSystem, template: TemplateKey): Promise<UseCase> {
  const app = await system.newApp();
  const made = await useTemplate(app, { template });
  const task = made.task!;
  await publishScreen(app, { id: made.screenId });
  const { frequency } = await getTask(app, { idOrName: task.id });
  if (frequency) await updateTask(app, { idOrName: task.id, active: true });

  const workOff = () => drain(system.container.runnerDeps, new AbortController().signal);
  const newestRun = async () => {
    const [row] = await app.db.select().from(runs).where(eq(runs.taskId, task.id)).orderBy(desc(runs.id)).limit(1);
    return getRun(app, { id: row!.id });
  };
  const startNow = async () => {
    await app.db.execute(sql`update runs set effective_at = now() where task_id = ${task.id} and status = 'queued'`);
    await app.db.execute(sql`update pgboss.job set start_after = now()
      where data->>'runId' in (select id::text from runs where task_id = ${task.id})`);
    await workOff();
    return newestRun();
  };
  return {
    app,
    taskName: task.name,
    async fire() {
      // Only this task is due: those of other tests share the database.
      await app.db.update(tasks).set({ active: false }).where(sql`id <> ${task.id}`);
      const { nextRunAt } = await getTask(app, { idOrName: task.id });
      await tick(app, new Date(nextRunAt!));
      return startNow();
    },
    workOff,
    async ask(payload, user) {
      const { token } = await createToken(app, { name: "server", kind: "secret", scopes: ["tasks:run"] });
      const server = await serveFetch((request) =>
        handleTrpc(request, { ...system.container, getSession: async () => null }),
      );
      const userToken = user ? signed((await rotateUserKey(app, {})).key, await app.clock.now(), user) : null;
      try {
        await createTasks({ url: server.url, token }).run(task.name, payload, { userToken });
      } finally {
        await server.close();
      }
      await workOff();
      return newestRun();
    },
    tryAgain: startNow,
    async rows(dataSource) {
      const { id } = await getDataSourceByName(app, { name: dataSource });
      return (await findEntries(app, { dataSourceId: id })) as DataSourceEntry[];
    },
  };
}

/** A user token as an app's server makes it. */
function signed(key: string, now: Date, claims: Record<string, unknown>): string {
  const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const iat = Math.floor(now.getTime() / 1_000);
  const text = `${base64url({ alg: "HS256", typ: "JWT" })}.${base64url({ sub: "someone", iat, exp: iat + 600, ...claims })}`;
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
}
