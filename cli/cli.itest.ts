import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runs } from "#db/schema/index.ts";
import { SCOPES, type Scope } from "#domain/scope.ts";
import type { AppContext } from "#server/context.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { useCommandLine } from "#tests/support/command-line.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem({ TICKER: "off" });
const { home, run } = useCommandLine();
const logins = join(home, "config", "app-tasks", "logins.json");

let app: AppContext;
let other: AppContext;
let server: FetchServer;
let token: string;
let echoTask: number;
/** What comes in place of one procedure's next answers. */
let faults: { procedure: string; answers: Response[] } = { procedure: "", answers: [] };

beforeAll(async () => {
  const { container } = system;
  app = await system.newApp();
  other = await system.newApp();
  server = await serveFetch(async (request) => {
    const answer = await handleTrpc(request, { ...container, getSession: async () => null });
    return (request.url.includes(`/${faults.procedure}`) && faults.answers.shift()) || answer;
  });
  const echo = await system.newScreen(app, handler("console.warn('asked', payload); return { echo: payload }"));
  const failing = await system.newScreen(
    app,
    handler("console.log('\\u001b]0;title\\u0007careful');\n throw new RangeError('no seat left')"),
  );
  const { id } = await createTask(app, {
    name: "echo",
    pageId: echo.id,
    frequency: "0 8 * * 1",
    timezone: "Europe/London",
  });
  echoTask = id;
  await createTask(app, { name: "2021", pageId: echo.id });
  await createTask(app, { name: "failing", pageId: failing.id, frequency: "@daily", active: false });
  const slow = await system.newScreen(app, handler("await new Promise((done) => setTimeout(done, 20000))"));
  await createTask(app, { name: "slow", pageId: slow.id });
  token = await newToken(app, [...SCOPES]);
  container.startBackground();
});

afterAll(() => server?.close());

const newToken = async (of: AppContext, scopes: Scope[], kind: "secret" | "publishable" = "secret") =>
  (await createToken(of, { name: "the terminal's", kind, scopes })).token;

describe("login", () => {
  it("reads the token from standard input, checks it and keeps it for the user alone", async () => {
    const { code, out, err } = await run(["login", server.url], { stdin: `${token}\n` });
    expect({ code, out }).toEqual({ code: 0, out: `Logged in to "Test app" (${app.appId}) at ${server.url}.\n` });
    expect(err).toBe("");
    expect(statSync(logins).mode & 0o777).toBe(0o600);
    expect(statSync(join(logins, "..")).mode & 0o777).toBe(0o700);
  });

  it("asks at a terminal, and does not show what is typed", async () => {
    const { code, out, err } = await run(["login"], { typed: [server.url, token] });
    expect([code, out]).toEqual([0, expect.stringContaining("Logged in")]);
    expect(err).toContain("Token (is not shown): ");
    expect(err).not.toContain(token);
  });

  it.each([
    ["one that was never issued", () => `ats_${"x".repeat(43)}`, "never issued here"],
    ["one that is for pages", () => newToken(app, ["tasks:run"], "publishable"), "Use a secret token"],
  ])("refuses a token that is %s, keeping the login of before", async (_what, make, reason) => {
    const before = readFileSync(logins, "utf8");
    const { code, err } = await run(["login", server.url], { stdin: await make() });
    expect(code).toBe(3);
    expect(err).toContain(reason);
    expect(readFileSync(logins, "utf8")).toBe(before);
  });

  it("says in a sentence that nobody answers, or somebody else does", async () => {
    const closed = await serveFetch(() => new Response());
    await closed.close();
    const gone = await run(["login", closed.url], { stdin: token });
    expect([gone.code, gone.err]).toEqual([3, expect.stringContaining("cannot be reached (ECONNREFUSED)")]);
    const website = await serveFetch(() => new Response("<h1>Hello</h1>", { status: 404 }));
    const strange = await run(["login", website.url], { stdin: token });
    expect([strange.code, strange.err]).toEqual([3, expect.stringContaining("is not App Tasks (HTTP status 404)")]);
    await website.close();
  });

  it("does not carry the token along to where a server sends it", async () => {
    const asked: string[] = [];
    const elsewhere = await serveFetch((request) => {
      asked.push(request.url);
      return new Response();
    });
    const moved = await serveFetch((request) => Response.redirect(elsewhere.url + new URL(request.url).pathname, 308));
    const { code, err } = await run(["login", moved.url], { stdin: token });
    expect([code, err, asked]).toEqual([3, expect.stringContaining("sends us on"), []]);
    await Promise.all([elsewhere.close(), moved.close()]);
  });

  it("keeps several apps, of which --app names one", async () => {
    await run(["login", server.url], { stdin: await newToken(other, ["tasks:read"]) });
    const ids = async (...args: string[]) => JSON.parse((await run(["whoami", "--json", ...args])).out).app.id;
    expect([await ids(), await ids("--app", String(app.appId))]).toEqual([other.appId, app.appId]);
    expect(await run(["whoami", "--app", "Test app"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("several"),
    });
    expect(await run(["whoami", "--app", "nope"])).toMatchObject({
      code: 3,
      err: expect.stringContaining("not logged in to app"),
    });
    expect(await run(["logout"])).toMatchObject({ code: 0, out: expect.stringContaining(`(${other.appId})`) });
    expect(await ids()).toBe(app.appId);
  });

  it("is not needed with a token in the environment, which needs an address beside it", async () => {
    const env = { XDG_CONFIG_HOME: join(home, "empty"), APP_TASKS_TOKEN: token };
    expect(await run(["whoami"], { env })).toMatchObject({ code: 2, err: expect.stringContaining("APP_TASKS_URL") });
    const told = await run(["whoami"], { env: { ...env, APP_TASKS_URL: server.url } });
    expect(told).toMatchObject({ code: 0, out: expect.stringContaining("tasks:read, tasks:write") });
    expect(told.out).not.toContain(token);
  });
});

describe("tasks", () => {
  it("lists schedules in words, next fires and last outcomes", async () => {
    await run(["run", "echo", "--wait"]);
    const { code, out } = await run(["tasks"], { now: () => new Date("2026-01-01T00:00:00Z") });
    expect(code).toBe(0);
    const [head, ...rows] = out.trimEnd().split("\n");
    expect(head).toMatch(/^NAME +SCHEDULE +NEXT FIRE \(UTC\) +LAST RUN$/);
    const row = (name: string) => rows.find((text) => text.startsWith(`${name} `));
    expect(row("echo")).toMatch(
      /At 08:00, only on Monday \(Europe\/London\) +\d{4}-\d\d-\d\d 0[78]:00 \(in \d+ d\) +completed$/,
    );
    expect(row("2021")).toMatch(/^2021 +on demand +- +never ran$/);
    expect(row("failing")).toMatch(/^failing +paused: At 00:00 +- +never ran$/);
    expect(JSON.parse((await run(["tasks", "--json"])).out)).toHaveLength(4);
  });
});

describe("run", () => {
  it("queues a run, by name or by a name of digits", async () => {
    expect(await run(["run", "name:2021"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Queued run \d+\.\n$/),
    });
    expect(await run(["run", "2021"])).toMatchObject({ code: 2, err: expect.stringContaining("id 2021") });
  });

  it.each([
    ["the command line", ["--payload", '{"a":1}'], ""],
    ["standard input", ["--payload", "-"], '{"a":1}'],
  ])("gives the payload from %s, and prints the result", async (_where, args, stdin) => {
    const told = await run(["run", "echo", "--wait", ...args], { stdin });
    expect(told.code).toBe(0);
    expect(JSON.parse(told.out)).toEqual({ echo: { a: 1 } });
  });

  it("ends with 1 where the handler throws, with its error and the builder's line", async () => {
    const { code, out, err } = await run(["run", "failing", "--wait"]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^failed: run \d+, line 2, column \d+\n {2}RangeError: no seat left\n/);
  });

  it("runs once though the answer was lost and the question sent again", async () => {
    const runsOfEcho = () => system.container.db.$count(runs, eq(runs.taskId, echoTask));
    const before = await runsOfEcho();
    faults = { procedure: "tasks.runWithResult", answers: [Response.error()] };
    const told = await run(["run", "echo", "--wait", "--json"]);
    expect([told.code, faults.answers.length]).toEqual([0, 0]);
    expect(await runsOfEcho()).toBe(before + 1);
  });

  it.each([
    ["a payload that is not JSON", ["echo", "--payload", "{a:1}"], "The payload is not JSON"],
    ["a file that is not there", ["echo", "--payload", "@none.json"], "none.json cannot be read"],
    ["a time that is none", ["echo", "--timeout", "soon"], "is not a length of time"],
    ["a task that is not there", ["nope"], "nope"],
    ["no task", [], "Something is missing"],
    ["an option that there is not", ["echo", "--fast"], "has no option --fast"],
  ])("refuses %s with 2", async (_what, args, reason) => {
    const { code, err } = await run(["run", ...args]);
    expect(code).toBe(2);
    expect(err.trimEnd().split("\n")).toEqual([expect.stringContaining(reason)]);
  });

  it("never takes a token from the command line, nor repeats it", async () => {
    const { code, err } = await run(["login", server.url, token]);
    expect([code, err.includes(token)]).toEqual([2, false]);
  });

  it("stops when it is told to, and leaves the run alone", async () => {
    const controller = new AbortController();
    const stopped = run(["run", "slow", "--wait"], { signal: controller.signal });
    await vi.waitFor(
      async () => expect(await system.container.db.$count(runs, eq(runs.status, "running"))).toBe(1),
      30_000,
    );
    controller.abort();
    expect(await stopped).toMatchObject({ code: 130, err: "error: Stopped.\n" });
    expect(await system.container.db.$count(runs, eq(runs.status, "running"))).toBe(1);
  });

  it("stops waiting when the time is over, and says how to go on", async () => {
    const { code, err } = await run(["run", "slow", "--timeout", "1s"]);
    expect([code, err]).toEqual([4, expect.stringMatching(/still running: run \d+ after 1 s/)]);
  });
});

describe("logs", () => {
  it("shows lines oldest first, by task, level and time, without what would take over the terminal", async () => {
    const { out } = await run(["logs", "failing"]);
    expect(out).toMatch(/LOG {3}failing#\d+ .*careful\n/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is what is tested
    expect(out).not.toMatch(/[\u001b\u0007]/);
    const warnings = await run(["logs", "--level", "warn", "--since", "1h", "--json"]);
    const lines = warnings.out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(new Set(lines.map(({ level }) => level))).toEqual(new Set(["warn"]));
    expect(lines.map(({ id }) => id)).toEqual(lines.map(({ id }) => id).toSorted((a, b) => a - b));
    expect((await run(["logs", "-n", "1", "--json"])).out.trimEnd().split("\n")).toHaveLength(1);
    expect(await run(["logs", "--level", "loud"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("debug, log"),
    });
    expect(await run(["logs", "--since", "yesterday"])).toMatchObject({ code: 2 });
  });

  it("needs the scope, and says so", async () => {
    const env = { APP_TASKS_URL: server.url, APP_TASKS_TOKEN: await newToken(app, ["tasks:read"]) };
    expect(await run(["logs"], { env })).toMatchObject({ code: 3, err: expect.stringContaining("logs:read") });
  });

  it("follows from the newest lines since a time, as many as are asked for", async () => {
    const controller = new AbortController();
    const { code, out } = await run(["logs", "--follow", "--since", "1h", "-n", "1", "--json"], {
      signal: controller.signal,
      // Once all that there is was told.
      pause: async () => controller.abort(),
    });
    expect([code, out.trimEnd().split("\n").length]).toEqual([0, 1]);
  });

  it("follows through a lost connection, each line once", async () => {
    const controller = new AbortController();
    const begun = Promise.withResolvers<void>();
    const follow = run(["logs", "echo", "--follow", "-n", "1", "--json"], {
      signal: controller.signal,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 50))),
      onOut: (out) => {
        begun.resolve();
        if (out.includes('"third"')) controller.abort();
      },
    });
    await begun.promise;
    await run(["run", "echo", "--wait", "--payload", '"first"']);
    // More than the client tries by itself, and what a server and a proxy say while they start.
    const answers = [1, 2, 3, 4].map(() => Response.error());
    const error = { message: "The database is away.", code: -32603, data: { httpStatus: 503, status: "UNAVAILABLE" } };
    answers.push(Response.json({ error }, { status: 503 }), new Response("Bad gateway", { status: 502 }));
    faults = { procedure: "logs.lines", answers };
    await run(["run", "echo", "--wait", "--payload", '"second"']);
    await run(["run", "echo", "--wait", "--payload", '"third"']);
    const { code, out, err } = await follow;
    expect(faults.answers).toEqual([]);
    const args = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).args?.[1]);
    expect(code).toBe(0);
    expect(args.slice(1)).toEqual(["first", "second", "third"]);
    expect(err.split("\n")).toEqual([expect.stringContaining("trying again"), "The server answers again.", ""]);
  });
});
