import { sql } from "drizzle-orm";
import { writeFileSync } from "node:fs";
import { it } from "vitest";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createTask } from "../tasks/index.ts";
import { countRuns, listRuns } from "./index.ts";

const system = useTestSystem();
it("explains", async () => {
  const out: string[] = [];
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler("return 1"));
  const t1 = await createTask(app, { name: "a", pageId: screen.id });
  const t2 = await createTask(app, { name: "b", pageId: screen.id });
  await app.db.execute(sql`insert into runs (app_id, task_id, screen_id, environment, trigger, status, queued_at, started_at, finished_at, duration_ms, error)
    select ${app.appId}, case when g % 50 = 0 then ${t2.id}::bigint else ${t1.id}::bigint end, ${screen.id}, 'published', 'api',
      (case when g % 20 = 0 then 'failed' else 'completed' end)::run_status, now() - (100000 - g) * interval '30 seconds', now(), now(), (g * 7919) % 60000,
      case when g % 20 = 0 then json_build_object('name','TypeError','message','boom number ' || g,'stack', repeat('at x.js:1:1 ', 60),'status','EXECUTION_FAILED') end
    from generate_series(1, 100000) g`);
  await app.db.execute(sql`analyze runs`);
  const run = async (what: string, work: () => Promise<unknown>) => {
    await work();
    const s = performance.now();
    await work();
    out.push(`${what}: ${(performance.now() - s).toFixed(1)} ms`);
  };
  const since = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const all = async (label: string) => {
    out.push(`--- ${label}`);
    await run("plain", () => listRuns(app, {}));
    await run("status failed", () => listRuns(app, { status: ["failed", "crashed"] }));
    await run("status queued (none)", () => listRuns(app, { status: ["queued", "running"] }));
    await run("status timed_out (none)", () => listRuns(app, { status: "timed_out" }));
    await run("task b", () => listRuns(app, { taskId: t2.id }));
    await run("since 3h", () => listRuns(app, { since }));
    await run("until long ago (none)", () => listRuns(app, { until: "2020-01-01T00:00:00Z" }));
    await run("trigger schedule (none)", () => listRuns(app, { trigger: "schedule" }));
    await run("search rare", () => listRuns(app, { search: "number 40000" }));
    await run("search none", () => listRuns(app, { search: "nothing like it" }));
    await run("slowest", () => listRuns(app, { sort: "slowest" }));
    await run("minDuration 59990", () => listRuns(app, { minDurationMs: 59_990 }));
    await run("version none", () => listRuns(app, { version: 99 }));
    await run("count all", () => countRuns(app, {}));
    await run("count failed", () => countRuns(app, { status: "failed" }));
    await run("deep page", async () => listRuns(app, { cursor: 1_000 }));
  };
  await all("today's indexes");
  await app.db.execute(sql`create index x1 on runs (app_id, status, id)`);
  await app.db.execute(sql`create index x2 on runs (app_id, duration_ms, id) where duration_ms is not null`);
  await app.db.execute(sql`create index x3 on runs (app_id, id) where error is not null`);
  await app.db.execute(sql`create index x4 on runs (app_id, queued_at)`);
  await app.db.execute(sql`analyze runs`);
  await all("with (app_id,status,id), (app_id,duration_ms,id) where not null, (app_id,id) where error is not null, (app_id,queued_at)");
  writeFileSync("/tmp/explain/out.txt", out.join("\n"));
}, 300_000);
