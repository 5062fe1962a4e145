import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPES } from "#domain/scope.ts";
import type { AppContext } from "#server/context.ts";
import { getScreen, saveDraft } from "#server/services/screens/index.ts";
import { createTask, listTasks, updateTask } from "#server/services/tasks/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { useCommandLine } from "#tests/support/command-line.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem({ TICKER: "off" });
const { home, run: runAt } = useCommandLine();

let app: AppContext;
let server: FetchServer;
let env: Record<string, string>;

beforeAll(async () => {
  const { container } = system;
  app = await system.newApp();
  server = await serveFetch((request) => handleTrpc(request, { ...container, getSession: async () => null }));
  const { token } = await createToken(app, { name: "deploy", kind: "secret", scopes: [...SCOPES] });
  env = { APP_TASKS_URL: server.url, APP_TASKS_TOKEN: token };
  const screen = await system.newScreen(app, handler("return 1"), "Report");
  await createTask(app, {
    name: "weekly",
    pageId: screen.id,
    frequency: "0 8 * * 1",
    timezone: "Europe/London",
    retries: 2,
  });
  await createTask(app, { name: "on-demand", pageId: screen.id });
});

afterAll(() => server?.close());

const NOW = () => new Date("2026-03-02T00:00:00Z");
const run = (args: string[], options: Parameters<typeof runAt>[1] = {}) => runAt(args, { env, now: NOW, ...options });

function write(name: string, content: unknown): void {
  const file = join(home, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}
const read = (name: string) => readFileSync(join(home, name), "utf8");
const names = async () => (await listTasks(app)).map(({ name }) => name);

describe("export", () => {
  it("writes what a plan finds nothing to change in, with the screens' code in files", async () => {
    expect(await run(["export", "--screens"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("Wrote 2 tasks"),
    });
    expect(JSON.parse(read("tasks.json"))).toEqual({
      $schema: `${server.url}/sdk/tasks.schema.json`,
      screens: [{ name: "Report", code: "screens/report.js" }],
      tasks: [
        { name: "weekly", screen: "Report", frequency: "0 8 * * 1", timezone: "Europe/London", retries: 2 },
        { name: "on-demand", screen: "Report" },
      ],
    });
    expect(read("screens/report.js")).toBe(handler("return 1"));
    const { code, out } = await run(["plan", "--prune", "--check"]);
    expect([code, out]).toEqual([0, expect.stringMatching(/No changes: the app is as the file says\.\n$/)]);
  });

  it("overwrites only what it is told to", async () => {
    write("screens/report.js", "mine");
    const { code, err } = await run(["export", "--screens"]);
    expect([code, err, read("screens/report.js")]).toEqual([2, expect.stringContaining("screens/report.js"), "mine"]);
    expect((await run(["export", "--screens", "--force"])).code).toBe(0);
  });

  it("leaves out a draft that nobody published", async () => {
    const [task] = await listTasks(app);
    const { code, html } = await getScreen(app, { id: task!.pageId });
    await saveDraft(app, { id: task!.pageId, code: "draft()", html });
    await run(["export", "--screens", "--force"]);
    expect(read("screens/report.js")).toBe(code);
  });
});

describe("plan and apply", () => {
  it("show a change with its words and next fires, make it, and then have nothing to do", async () => {
    write("deploy.json", {
      screens: [
        { name: "Report", code: "screens/report.js" },
        { name: "Clean up", code: "screens/clean.js", libraries: ["dayjs"] },
      ],
      tasks: [
        { name: "weekly", screen: "Report", frequency: "30 9 * * 1", timezone: "Europe/London", retries: 2 },
        { name: "nightly", screen: "Clean up", frequency: "0 3 * * *", timezone: "Europe/London", overlap: "queue" },
      ],
    });
    write("screens/report.js", handler("return 2"));
    write("screens/clean.js", handler("return payload"));
    const { code, out } = await run(["plan", "deploy.json", "--check"]);
    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      `deploy.json for "Test app" (${app.appId}) at ${server.url}`,
      "",
      "~ change screen Report",
      "    code, line 1:",
      `    -${handler("return 1")}`,
      `    +${handler("return 2")}`,
      "",
      "+ create screen Clean up",
      "    76 bytes of code, published at once",
      "",
      "~ change task weekly",
      "  - schedule: 0 8 * * 1  At 08:00, only on Monday (Europe/London)",
      "  + schedule: 30 9 * * 1  At 09:30, only on Monday (Europe/London)",
      "      next: 2026-03-02 09:30, 2026-03-09 09:30, 2026-03-16 09:30",
      "",
      "+ create task nightly",
      "    screen: Clean up",
      "    schedule: 0 3 * * *  At 03:00 (Europe/London)",
      "      next: 2026-03-02 03:00, 2026-03-03 03:00, 2026-03-04 03:00",
      "    overlap: queue",
      "",
      "Not in the file, and left alone: on-demand. --prune removes them.",
      "",
      "2 to create, 2 to change, 0 to remove.",
      "",
    ]);
    expect(await names()).not.toContain("nightly");
    const applied = await run(["apply", "deploy.json", "--yes"]);
    expect(applied).toMatchObject({ code: 0, err: "" });
    expect(applied.out.match(/done: .*/g)).toHaveLength(4);
    expect(await run(["plan", "deploy.json", "--check"])).toMatchObject({ code: 0 });
    expect((await run(["run", "nightly", "--wait", "--payload", "5"], { now: () => new Date() })).out).toBe("5\n");
  });

  it("keep a schedule its own when its time changes", async () => {
    const before = (await listTasks(app)).find(({ name }) => name === "weekly")!;
    write("deploy.json", read("deploy.json").replace("30 9 * * 1", "45 9 * * 1"));
    await run(["apply", "deploy.json", "--yes"]);
    const after = (await listTasks(app)).find(({ name }) => name === "weekly")!;
    expect(after.schedules).toMatchObject([{ id: before.schedules[0]!.id, frequency: "45 9 * * 1" }]);
  });

  it("ask at a terminal, and change nothing without a yes", async () => {
    write("deploy.json", read("deploy.json").replace("45 9 * * 1", "0 10 * * 1"));
    expect(await run(["apply", "deploy.json"])).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
    expect(await run(["apply", "deploy.json"], { typed: ["n"] })).toMatchObject({ code: 1 });
    expect((await run(["plan", "deploy.json", "--check"])).code).toBe(1);
    expect(await run(["apply", "deploy.json"], { typed: ["y"] })).toMatchObject({ code: 0 });
    expect((await run(["plan", "deploy.json", "--check"])).code).toBe(0);
  });

  it("leave a task paused that somebody paused", async () => {
    await updateTask(app, { idOrName: "weekly", active: false });
    expect((await run(["plan", "deploy.json", "--check"])).code).toBe(0);
  });

  it("stop at the first failure, tell what was done, and go on from there", async () => {
    const tasks = ["a1", "a2", "a3", "a4", "a5"].map((name) => ({ name, screen: "Report" }));
    write("many.json", { tasks });
    // Five tasks an app, of which three are there.
    const { code, err } = await run(["apply", "many.json", "--yes"]);
    expect([code, err]).toEqual([1, expect.stringMatching(/could not create task a3: .*of 5 tasks/)]);
    expect(err).toContain("2 of 5 changes were made before, and 2 not tried.");
    expect(await names()).toEqual(expect.arrayContaining(["a1", "a2"]));
    expect(await run(["apply", "many.json", "--yes", "--prune"])).toMatchObject({ code: 0 });
    expect(await names()).toEqual(["a1", "a2", "a3", "a4", "a5"]);
  });

  it("refuse a bad expression with its place, before anything is asked or done", async () => {
    write("bad.json", { tasks: [{ name: "t", screen: "Report", frequency: "0 25 * * *" }] });
    const { code, out, err } = await run(["apply", "bad.json", "--yes"]);
    expect([code, out]).toEqual([2, ""]);
    const [, sentence, text, mark] = err.split("\n");
    expect(sentence).toMatch(/^task "t", frequency: .+/);
    expect([text, mark]).toEqual(["  0 25 * * *", "    ^"]);
    expect(await run(["plan", "none.json"])).toMatchObject({ code: 2, err: expect.stringContaining("no file") });
    expect(existsSync(join(home, "none.json"))).toBe(false);
  });
});

describe("import", () => {
  const CRONTAB = "CRON_TZ=Europe/London\n0 5 * * 1 curl -fsS https://example.org/digest\n0 4 * * * ./backup.sh\n";

  it("writes what can be applied, and names every line that it leaves out", async () => {
    const { code, out, err } = await run(["import", "crontab", "-", "-o", "moved/tasks.json"], { stdin: CRONTAB });
    expect(code).toBe(1);
    expect(out).toContain("+ example-org-digest: 0 5 * * 1  At 05:00, only on Monday (Europe/London)\n");
    expect(out).toContain("1 task; 1 not turned.\n");
    expect(err).toMatch(/Not turned into tasks:\n {2}line 3: It runs backup\.sh/);
    expect((await run(["plan", "moved/tasks.json"])).out).toContain("2 to create");
  });

  it("adds to a file without taking from it, and says which names are taken", async () => {
    write("vercel.json", { crons: [{ path: "/api/cron", schedule: "0 0 * * *" }] });
    const vercel = ["import", "vercel.json", "--url", "example.vercel.app", "-o", "moved/tasks.json"];
    const before = read("moved/tasks.json");
    expect(await run(vercel)).toMatchObject({ code: 2, err: expect.stringContaining("would be overwritten") });
    expect(read("moved/tasks.json")).toBe(before);
    expect(await run([...vercel, "--merge", "--secret", "CRON_SECRET"])).toMatchObject({ code: 0 });
    expect(JSON.parse(read("moved/tasks.json")).tasks).toHaveLength(2);
    expect(await run([...vercel, "--merge"])).toMatchObject({ code: 2, err: expect.stringContaining("already") });
  });

  it.each([
    [["import", "crontab"], "Name the crontab"],
    [["import", "vercel.json"], "--url"],
    [["import", "systemd", "x"], "cannot be imported"],
    [["import", "crontab", "none"], "no file"],
    [["import", "crontab", "-", "--timezone", "Mars"], "not a time zone"],
  ])("%j says what is missing", async (args, reason) => {
    expect(await run(args)).toMatchObject({ code: 2, err: expect.stringContaining(reason) });
  });
});
