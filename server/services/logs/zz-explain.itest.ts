import { appendFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { useTestSystem } from "#tests/support/test-system.ts";
import { createTask } from "../tasks/index.ts";
import { findLine, listLines } from "./index.ts";

const system = useTestSystem();
it("measures", async () => {
  const app = await system.newApp();
  const ids: number[] = [];
  for (let i = 0; i < 5; i++) {
    const screen = await system.newScreen(app, "Fliplet.Page.onRemoteExecution(() => 1);");
    ids.push((await createTask(app, { name: `Task ${screen.id}`, pageId: screen.id })).id);
  }
  await app.db.execute(
    sql.raw(`insert into runs (app_id, task_id, screen_id, environment, trigger, status, finished_at, error)
    select ${app.appId}, ${ids[0]} + n % 5, (select min(id) from screens), 'published', 'api', (case when n % 100 = 0 then 'failed' else 'completed' end)::run_status, now(), case when n % 100 = 0 then '{"name":"E","message":"m"}'::json end from generate_series(1, 6000) n`),
  );
  for (let i = 0; i < 30; i++)
    await app.db.execute(
      sql.raw(`insert into log_lines (app_id, task_id, run_id, seq, at, level, kind, message, args)
    select ${app.appId}, r.task_id, r.id, n % 50 + 1, now() - interval '30 days' + n * interval '8 seconds',
    (case when n % 500 = 0 then 'error' when n % 50 = 0 then 'warn' else 'log' end)::log_level, (case when n % 10 = 0 then 'fetch' else 'console' end)::log_line_kind,
    'processed order ' || n || ' of customer ' || (n % 1000), json_build_array('processed', json_build_object('orderId', n, 'customer', (n % 1000), 'total', n * 3))
    from generate_series(${i * 10000 + 1}, ${i * 10000 + 10000}) n join runs r on r.id = (select min(id) from runs) + n / 50 where true`),
    );
  await app.db.execute(sql`analyze`);
  const out = (t: string) => appendFileSync("/tmp/explain.txt", `${t}\n`);
  const t = async (name: string, f: () => Promise<unknown>) => {
    const ms: number[] = [];
    let n: unknown;
    for (let i = 0; i < 4; i++) {
      const s = performance.now();
      n = await f();
      ms.push(Math.round(performance.now() - s));
    }
    const lines = (n as { lines?: unknown[] }).lines;
    out(`${name}: ${ms.join(" ")} ms ${lines ? lines.length : JSON.stringify(n)}`);
  };
  const day = 86_400_000;
  const ago = (d: number) => new Date(Date.now() - d * day).toISOString();
  for (const pass of ["with"]) {
    if (pass === "with") {
      await app.db.execute(sql`create index log_lines_at on log_lines (app_id, at, id)`);
      await app.db.execute(sql`analyze log_lines`);
    }
    out(`== ${pass} index (app_id, at, id)`);
    await t("newest", () => listLines(app, { limit: 200 }));
    await t("middle cursor", () => listLines(app, { limit: 200, cursor: 150000 }));
    await t("task", () => listLines(app, { limit: 200, taskId: ids[2]! }));
    await t("errors", () => listLines(app, { limit: 200, level: "error" }));
    await t("warn+error", () => listLines(app, { limit: 200, level: ["warn", "error"] }));
    await t("no debug at all", () => listLines(app, { limit: 200, level: "debug" }));
    await t("fetch", () => listLines(app, { limit: 200, kind: "fetch" }));
    await t("kind mail none", () => listLines(app, { limit: 200, kind: "mail" }));
    await t("status failed", () => listLines(app, { limit: 200, status: "failed" }));
    await t("status timed_out none", () => listLines(app, { limit: 200, status: "timed_out" }));
    await t("mode scheduled none", () => listLines(app, { limit: 200, mode: "scheduled" }));
    await t("last hour", () => listLines(app, { limit: 200, from: ago(2 + 1 / 24) }));
    await t("day 20 to 21 ago", () => listLines(app, { limit: 200, from: ago(21), to: ago(20) }));
    await t("common text", () => listLines(app, { limit: 200, search: "processed order" }));
    await t("rare text", () => listLines(app, { limit: 200, search: "order 123456 of" }));
    await t("no text", () => listLines(app, { limit: 200, search: "nothing like it" }));
    await t("two letters none", () => listLines(app, { limit: 200, search: "zq" }));
    await t("field common", () => listLines(app, { limit: 200, field: { name: "orderId" } }));
    await t("field none", () => listLines(app, { limit: 200, field: { name: "nope" } }));
    await t("field value rare", () => listLines(app, { limit: 200, field: { name: "orderId", value: "123" } }));
    await t("find line 20 days ago", () => findLine(app, { at: ago(20) }));
    await t("tail", () => listLines(app, { limit: 200, order: "asc", cursor: 299950 }));
    await t("tail with level", () => listLines(app, { limit: 200, order: "asc", cursor: 299950, level: "error" }));
    await t("export batch", () => listLines(app, { limit: 1000, order: "asc", cursor: 149950, to: ago(0) }));
  }
  expect(1).toBe(1);
}, 300_000);
