import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { logLines, runs } from "#db/schema/index.ts";
import type { LineFilter, ListLinesInput, LogLine } from "#domain/log.ts";
import type { RunStatus, RunTrigger } from "#domain/run.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../../context.ts";
import { createTask } from "../tasks/index.ts";
import { exportLines, findLine, getLine, listLines } from "./index.ts";

const system = useTestSystem();

type Line = Partial<typeof logLines.$inferInsert>;

/** A run of a new task that wrote `lines`. */
async function newRun(app: AppContext, lines: Line[], about: { status?: RunStatus; trigger?: RunTrigger } = {}) {
  const screen = await system.newScreen(app, "Fliplet.Page.onRemoteExecution(() => 1);");
  const task = await createTask(app, { name: `Task ${screen.id}`, pageId: screen.id });
  const [run] = await app.db
    .insert(runs)
    .values({
      appId: app.appId,
      taskId: task.id,
      screenId: screen.id,
      environment: "published",
      trigger: about.trigger ?? "api",
      status: about.status ?? "completed",
      error: about.status === "failed" ? { name: "Error", message: "no", stack: "", status: "EXECUTION_FAILED" } : null,
      finishedAt: new Date("2026-01-01T00:01:00Z"),
    })
    .returning();
  const write = async (more: Line[], from = 0) => {
    for (const [index, line] of more.entries()) {
      await app.db.insert(logLines).values({
        appId: app.appId,
        taskId: task.id,
        runId: run!.id,
        seq: from + index + 1,
        at: new Date("2026-01-01T00:00:00Z"),
        level: "log",
        kind: "console",
        message: "a line",
        ...line,
      });
    }
  };
  await write(lines);
  return { id: run!.id, taskId: task.id, write };
}

const messages = (lines: LogLine[]) => lines.map(({ message }) => message);
const found = async (app: AppContext, filter: LineFilter) =>
  messages((await listLines(app, { ...filter, order: "asc" })).lines);

async function read(parts: AsyncGenerator<string>) {
  let text = "";
  for await (const part of parts) text += part;
  return text;
}

describe("the log's filters", () => {
  let app: AppContext;
  let shop: Awaited<ReturnType<typeof newRun>>;
  beforeAll(async () => {
    app = await system.newApp();
    shop = await newRun(app, [
      { message: "order 17", args: ["order", { orderId: 17, note: null }], at: new Date("2026-01-01T10:00:00Z") },
      { message: "Order 18", level: "warn", args: [{ orderId: "18", lines: { sku: 1 } }] },
      { message: "GET https://shop.example", kind: "fetch", level: "info" },
      { message: "\u001b[31mpay\u001b[39m \u001b[1mfailed\u001b[22m 50%_a\\b", level: "error", args: ["orderId"] },
    ]);
    await newRun(app, [{ message: "by the clock" }], { trigger: "schedule", status: "failed" });
  });

  it.each<[string, LineFilter, string[]]>([
    ["one level", { level: "warn" }, ["Order 18"]],
    ["several levels", { level: ["warn", "info"] }, ["Order 18", "GET https://shop.example"]],
    ["kinds", { kind: ["fetch"] }, ["GET https://shop.example"]],
    ["words, whatever the case", { search: "ORDER" }, ["order 17", "Order 18"]],
    ["words as written", { search: '"Order"' }, ["Order 18"]],
    ["a field", { field: { name: "orderId" } }, ["order 17", "Order 18"]],
    ["a field that is null", { field: { name: "note" } }, ["order 17"]],
    ["a field and its number", { field: { name: "orderId", value: "17" } }, ["order 17"]],
    ["a field and its text", { field: { name: "orderId", value: "18" } }, ["Order 18"]],
    ["no field of a field", { field: { name: "sku" } }, []],
    ["no field that only is a text", { field: { name: "order" } }, []],
    ["a field like SQL", { field: { name: "'; drop table log_lines; --" } }, []],
    ["status of the run", { status: "failed" }, ["by the clock"]],
    ["mode", { mode: "scheduled" }, ["by the clock"]],
    ["time", { from: "2026-01-01T09:00:00Z", to: "2026-01-01T11:00:00Z" }, ["order 17"]],
    [
      "what LIKE means by its signs",
      { search: "50%_A\\b" },
      ["\u001b[31mpay\u001b[39m \u001b[1mfailed\u001b[22m 50%_a\\b"],
    ],
    [
      "words with colours between",
      { search: "pay failed" },
      ["\u001b[31mpay\u001b[39m \u001b[1mfailed\u001b[22m 50%_a\\b"],
    ],
    ["no colour's number", { search: "31m" }, []],
    ["no words with others between", { search: "order  18" }, []],
  ])("%s", async (_, filter, expected) => {
    expect(await found(app, filter)).toEqual(expected);
  });

  it("narrow by task and run", async () => {
    expect(await found(app, { taskId: shop.taskId })).toHaveLength(4);
    expect(await found(app, { runId: shop.id, level: "error" })).toHaveLength(1);
  });

  it("find the first line at or after a time", async () => {
    const { id } = await findLine(app, { at: "2026-01-01T09:59:59Z" });
    expect((await getLine(app, { id: id! })).message).toBe("order 17");
    expect(await findLine(app, { at: "2026-01-02T00:00:00Z" })).toEqual({ id: null });
  });

  it("never show another app's lines", async () => {
    const other = await system.newApp();
    const { id } = (await listLines(app, { limit: 1 })).lines[0]!;
    expect(await found(other, {})).toEqual([]);
    expect(await found(other, { runId: shop.id })).toEqual([]);
    expect(await findLine(other, { at: "2020-01-01T00:00:00Z" })).toEqual({ id: null });
    await expect(getLine(other, { id })).rejects.toMatchObject({ status: "LINE_NOT_FOUND" });
    expect(await read(exportLines(other, {}, "ndjson"))).toBe("");
  });
});

describe("the log page by page", () => {
  async function pages(app: AppContext, input: ListLinesInput, between: () => Promise<void>) {
    const lines: LogLine[] = [];
    for (let cursor: number | null = input.cursor ?? null; ; ) {
      const page = await listLines(app, { ...input, cursor });
      lines.push(...page.lines);
      if (!page.hasMore) return lines;
      cursor = page.nextCursor;
      await between();
    }
  }

  it("gives each line once, in both directions, while lines come", async () => {
    const app = await system.newApp();
    const run = await newRun(
      app,
      Array.from({ length: 25 }, (_, index) => ({ message: `old ${index}` })),
    );
    let written = 25;
    const writeOne = () => run.write([{ message: `new ${written}` }], written++);
    const middle = (await listLines(app, { limit: 13 })).lines.at(-1)!;

    const older = await pages(app, { order: "desc", limit: 4, cursor: middle.id + 1 }, writeOne);
    expect(messages(older)).toEqual(Array.from({ length: 13 }, (_, index) => `old ${12 - index}`));
    const newer = await pages(app, { order: "asc", limit: 4, cursor: middle.id }, async () => {
      if (written < 40) await writeOne();
    });
    expect(newer.map(({ seq }) => seq)).toEqual(Array.from({ length: written - 13 }, (_, index) => index + 14));
  });

  it("goes on looking for a field past a stretch without it", async () => {
    const app = await system.newApp();
    const run = await newRun(app, [{ message: "found", args: [{ rare: 1 }] }]);
    await app.db.execute(sql`insert into log_lines (app_id, task_id, run_id, seq, at, level, kind, message, args)
      select ${app.appId}, ${run.taskId}, ${run.id}, n, now(), 'log', 'console', 'other', '["other"]' from generate_series(2, 10050) n`);
    const first = await listLines(app, { field: { name: "rare" } });
    expect(first).toMatchObject({ lines: [], hasMore: true });
    const second = await listLines(app, { field: { name: "rare" }, cursor: first.nextCursor });
    expect([messages(second.lines), second.hasMore]).toEqual([["found"], false]);
  });
});

describe("the log as a file", () => {
  it("holds what the list shows, oldest first", async () => {
    const app = await system.newApp();
    await newRun(app, [{ message: "one" }, { message: "two", level: "warn" }, { message: "three\nlines" }]);
    const text = await read(exportLines(app, { level: "log" }, "ndjson"));
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toEqual((await listLines(app, { level: "log", order: "asc" })).lines);
    expect(messages(lines)).toEqual(["one", "three\nlines"]);
  });

  it("is a table that computes nothing", async () => {
    const app = await system.newApp();
    await newRun(app, [{ message: "\u001b[31m=HYPERLINK(1)\u001b[39m", args: ["@x", { a: 1 }], durationMs: 12 }]);
    const [head, row] = (await read(exportLines(app, {}, "csv"))).split("\r\n");
    expect(head).toBe("id,at,level,kind,task,taskId,run,seq,message,args,durationMs");
    expect(row).toMatch(
      /^\d+,2026-01-01T00:00:00\.000Z,log,console,Task \d+,\d+,\d+,1,'=HYPERLINK\(1\),"\[""@x"",\{""a"":1\}\]",12$/,
    );
  });

  it("reads one batch at a time and none that is not taken", async () => {
    const app = await system.newApp();
    const run = await newRun(app, []);
    await app.db.execute(sql`insert into log_lines (app_id, task_id, run_id, seq, at, level, kind, message, args)
      select ${app.appId}, ${run.taskId}, ${run.id}, n, now(), 'log', 'console', repeat('x', 500), null from generate_series(1, 10000) n`);
    let reads = 0;
    const db = new Proxy(app.db, {
      get: (target, key) => {
        if (key === "select") reads += 1;
        const value = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const parts = exportLines({ ...app, db }, {}, "ndjson");
    let lines = 0;
    for (let taken = 1; taken <= 3; taken += 1) {
      lines += String((await parts.next()).value).split("\n").length - 1;
      // It looks where the log ends, once at first and then with each batch.
      expect([lines, reads]).toEqual([taken * 1_000, 1 + taken * 2]);
    }
    await parts.return(undefined);
    expect(reads).toBe(7);
    for await (const part of exportLines(app, {}, "ndjson")) {
      expect(part.length).toBeLessThan(1_000_000);
      lines += part.split("\n").length - 1;
    }
    expect(lines).toBe(13_000);
  });

  it("ends with the moment it was asked for", async () => {
    const app = await system.newApp();
    const run = await newRun(
      app,
      Array.from({ length: 3 }, () => ({})),
    );
    const parts = exportLines(app, {}, "csv");
    await parts.next();
    await run.write([{ message: "later" }], 3);
    expect((await read(parts)).trimEnd().split("\r\n")).toHaveLength(3);
  });
});
