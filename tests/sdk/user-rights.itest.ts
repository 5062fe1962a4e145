import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runs, secrets } from "#db/schema/index.ts";
import { createTasks, type Tasks } from "#sdk/client.ts";
import type { AppContext } from "#server/context.ts";
import { createDataSource } from "#server/services/data-sources/index.ts";
import { cancelRun, getRun, replayRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { getUserKey, rotateUserKey } from "#server/services/user-keys/index.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem({ TICKER: "off" });
let app: AppContext;
let key: string;
let server: FetchServer;
/** As a page of the app has it: a publishable token and nothing else. */
let page: Tasks;

const MY_BOOKINGS = handler(`
  const session = await Fliplet.User.getCachedSession();
  if (!session) return { user: null, rows: [] };
  const bookings = await Fliplet.DataSources.connectByName('Bookings');
  const isDesk = session.user.role === 'desk';
  const entries = await bookings.find(isDesk ? {} : { where: { Email: session.user.email } });
  return { user: session.user.id, rows: entries.map((entry) => entry.data.Room) };
`);

const seconds = async () => Math.floor((await app.clock.now()).getTime() / 1_000);
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token made with nothing but node:crypto, as the code sample of the Connect page does. */
async function sign(
  claims: Record<string, unknown>,
  { with: signingKey = key, alg = "HS256" }: { with?: string; alg?: string } = {},
): Promise<string> {
  const now = await seconds();
  const text = `${base64url({ alg, typ: "JWT" })}.${base64url({ iat: now, exp: now + 600, ...claims })}`;
  const hash = alg === "HS512" ? "sha512" : "sha256";
  return `${text}.${alg === "none" ? "" : createHmac(hash, signingKey).update(text).digest("base64url")}`;
}

const clientOf = async (of: AppContext): Promise<Tasks> => {
  const { token } = await createToken(of, { name: "page", kind: "publishable", scopes: ["tasks:run"] });
  return createTasks({ url: server.url, token });
};

const call = async (path: string, options: { token: string; userToken?: string; body?: unknown }) => {
  const response = await fetch(`${server.url}/api/trpc/${path}`, {
    method: options.body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${options.token}`,
      "content-type": "application/json",
      ...(options.userToken && { "x-user-token": options.userToken }),
    },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  });
  return { status: response.status, body: await response.json() };
};

beforeAll(async () => {
  const { container } = system;
  app = await system.newApp();
  server = await serveFetch((request) => handleTrpc(request, { ...container, getSession: async () => null }));
  await createDataSource(app, {
    name: "Bookings",
    columns: ["Email", "Room"],
    entries: [
      { Email: "ada@example.org", Room: "Attic" },
      { Email: "bob@example.org", Room: "Cellar" },
      { Email: "ada@example.org", Room: "Garden" },
    ],
  });
  const screen = await system.newScreen(app, MY_BOOKINGS);
  await createTask(app, { name: "my-bookings", pageId: screen.id });
  page = await clientOf(app);
  key = (await rotateUserKey(app, {})).key;
});

afterAll(() => server?.close());

describe("data by the user's rights", () => {
  it("gives two users of one page different rows, and nobody none", async () => {
    const ada = await sign({ sub: "u1", email: "ada@example.org", name: "Ada" });
    const bob = await sign({ sub: "u2", email: "bob@example.org" });
    const desk = await sign({ sub: "u3", role: "desk", aud: `app:${app.appId}` });
    expect(await page.runWithResult("my-bookings", null, { userToken: ada })).toEqual({
      user: "u1",
      rows: ["Attic", "Garden"],
    });
    page.configure({ userToken: bob });
    expect(await page.runWithResult("my-bookings")).toEqual({ user: "u2", rows: ["Cellar"] });
    expect(await page.runWithResult("my-bookings", null, { userToken: desk })).toEqual({
      user: "u3",
      rows: ["Attic", "Cellar", "Garden"],
    });
    page.configure({ userToken: null });
    expect(await page.runWithResult("my-bookings")).toEqual({ user: null, rows: [] });
  });

  it("keeps who it was for with the run, in a replay and in the runs that it makes", async () => {
    const inner = await system.newScreen(app, handler("return (await Fliplet.Session.get()).user"));
    const outer = await system.newScreen(app, handler("return Fliplet.App.Tasks.runWithResult('inner')"));
    await createTask(app, { name: "inner", pageId: inner.id });
    const task = await createTask(app, { name: "outer", pageId: outer.id });
    const userToken = await sign({ sub: "u1", email: "ada@example.org", plan: { seats: 3 } });
    const user = { sub: "u1", email: "ada@example.org", plan: { seats: 3 } };
    expect(await page.runWithResult("outer", null, { userToken })).toEqual({
      id: "u1",
      email: "ada@example.org",
      plan: { seats: 3 },
    });
    const [run] = await app.db.select().from(runs).where(eq(runs.taskId, task.id));
    expect(run!.user).toEqual(user);
    expect((await getRun(app, { id: run!.id })).user).toEqual(user);
    const { runId } = await replayRun(app, { id: run!.id });
    expect((await getRun(app, { id: runId })).user).toEqual(user);
  });

  it("lets a publishable token see a run by its id only for the run's own user", async () => {
    const { token } = await createToken(app, { name: "page", kind: "publishable", scopes: ["tasks:run"] });
    const [ada, bob] = [await sign({ sub: "u1", email: "ada@example.org" }), await sign({ sub: "u2" })];
    const body = { idOrName: "my-bookings", idempotencyKey: "ada's" };
    const mine = await call("tasks.runWithResult", { token, userToken: ada, body });
    const { runId } = mine.body.result.data;
    const wait = `runs.wait?input=${encodeURIComponent(JSON.stringify({ id: runId }))}`;
    expect(await call(wait, { token, userToken: ada })).toEqual(mine);
    for (const userToken of [bob, undefined]) {
      const as = { token, ...(userToken && { userToken }) };
      expect(await call(wait, as)).toMatchObject({ status: 404 });
      // What everyone can read cancels and repeats nothing, whoever's it is.
      expect(await call("runs.cancel", { ...as, body: { id: runId } })).toMatchObject({ status: 403 });
      expect(await call("runs.replay", { ...as, body: { id: runId } })).toMatchObject({ status: 403 });
      expect(await call("tasks.runWithResult", { ...as, body })).toMatchObject({ status: 409 });
    }
    // A secret token is the app's own server, which sees them all.
    await expect(cancelRun(asApp(app), { id: runId })).rejects.toMatchObject({ status: "RUN_FINISHED" });
  });
});

describe("a publishable token", () => {
  it("sees the runs that it asked for and no others, and gets before nobody's wishes", async () => {
    const make = (kind: "publishable" | "secret", name: string) =>
      createToken(app, { name, kind, scopes: ["tasks:run"] });
    const [mine, other, server] = [
      await make("publishable", "page"),
      await make("publishable", "page"),
      await make("secret", "page"),
    ];
    const screen = await system.newScreen(app, handler("return { confidential: payload }"));
    await createTask(app, { name: "closed", pageId: screen.id, callable: false });
    await createTask(app, { name: "open", pageId: screen.id, callable: true });
    const wait = ({ token }: { token: string }, id: number) =>
      call(`runs.wait?input=${encodeURIComponent(JSON.stringify({ id, patienceMs: 0 }))}`, { token });
    const run = async ({ token }: { token: string }, body: object) =>
      (await call("tasks.runWithResult", { token, body })).body.result.data.runId as number;

    const own = await run(mine, { idOrName: "open", payload: 1, idempotencyKey: "a" });
    expect(await wait(mine, own)).toMatchObject({ status: 200 });
    const foreign = [
      await run(server, { idOrName: "closed", payload: 2 }),
      await run(server, { idOrName: "open", payload: 3 }),
      await run(other, { idOrName: "open", payload: 4 }),
      (await replayRun(app, { id: own })).runId,
    ];
    for (const id of foreign) {
      expect((await wait(server, id)).status).not.toBe(404);
      expect(await wait(mine, id)).toMatchObject({ status: 404 });
    }

    // Each has its keys for itself; the same wish of one of them is one run, whatever the order of its fields.
    const wish = { idOrName: "open", payload: { x: 1, y: 2 }, idempotencyKey: "a-2" };
    const again = { ...wish, payload: { y: 2, x: 1 } };
    const runs = [await run(mine, wish), await run(other, wish), await run(server, wish)];
    expect(new Set(runs).size).toBe(3);
    expect([await run(mine, again), await run(other, again), await run(server, again)]).toEqual(runs);
  });
});

describe("a user token", () => {
  it("is refused with 401 and a reason when it is not right", async () => {
    const other = await system.newApp();
    const { key: otherKey } = await rotateUserKey(other, {});
    const now = await seconds();
    const good = await sign({ sub: "u1" });
    const [head, , signature] = good.split(".");
    const cases: [string, string, RegExp][] = [
      ["another app's key", await sign({ sub: "u1" }, { with: otherKey }), /not signed with this app's key/],
      ["no signature", await sign({ sub: "u1" }, { alg: "none" }), /HS256/],
      ["another algorithm", await sign({ sub: "u1" }, { alg: "HS512" }), /HS256/],
      ["claims of its own", `${head}.${base64url({ sub: "u2", exp: now + 600 })}.${signature}`, /not signed with/],
      ["expired", await sign({ sub: "u1", exp: now - 60 }), /expired/],
      ["not yet valid", await sign({ sub: "u1", nbf: now + 600 }), /"nbf"/],
      ["too long a life", await sign({ sub: "u1", exp: now + 25 * 3_600 }), /24 hours/],
      ["no expiry", await sign({ sub: "u1", exp: undefined }), /expiry/],
      ["no user", await sign({ email: "ada@example.org" }), /"sub"/],
      ["meant for another app", await sign({ sub: "u1", aud: `app:${other.appId}` }), /"aud"/],
      ["too large", await sign({ sub: "u1", more: "x".repeat(8_200) }), /8192 bytes/],
      ["no token", "abc", /not a signed JWT/],
    ];
    for (const [what, userToken, reason] of cases) {
      const error = await page.runWithResult("my-bookings", null, { userToken }).catch((thrown: unknown) => thrown);
      expect(error, what).toMatchObject({ status: "UNAUTHORIZED", httpStatus: 401 });
      expect((error as Error).message, what).toMatch(reason);
    }
    expect(await page.runWithResult("my-bookings", null, { userToken: good })).toMatchObject({ user: "u1" });
  });

  it("is refused for an app that has no key", async () => {
    const keyless = await system.newApp();
    const client = await clientOf(keyless);
    expect(await getUserKey(keyless)).toBeNull();
    await expect(client.run("any", null, { userToken: await sign({ sub: "u1" }) })).rejects.toMatchObject({
      httpStatus: 401,
      message: expect.stringContaining("Connect page"),
    });
  });

  it("of the key before stays good for a day, of the one before that it does not", async () => {
    const rotating = await system.newApp();
    const screen = await system.newScreen(rotating, MY_BOOKINGS);
    await createTask(rotating, { name: "my-bookings", pageId: screen.id });
    await createDataSource(rotating, { name: "Bookings" });
    const client = await clientOf(rotating);
    const keys: string[] = [];
    const answers = async () =>
      Promise.all(
        keys.map(async (one) =>
          client
            .runWithResult("my-bookings", null, { userToken: await sign({ sub: "u1" }, { with: one }) })
            .then(() => "good")
            .catch((error: { status: string }) => error.status),
        ),
      );
    for (let n = 0; n < 3; n++) keys.push((await rotateUserKey(rotating, {})).key);
    expect(await answers()).toEqual(["UNAUTHORIZED", "good", "good"]);
    expect((await getUserKey(rotating))!.previousUntil).not.toBeNull();

    const aDayAgo = new Date((await seconds()) * 1_000 - 25 * 3_600_000);
    await rotating.db.update(secrets).set({ updatedAt: aDayAgo }).where(eq(secrets.appId, rotating.appId));
    expect(await answers()).toEqual(["UNAUTHORIZED", "UNAUTHORIZED", "good"]);
    expect((await getUserKey(rotating))!.previousUntil).toBeNull();

    keys.push((await rotateUserKey(rotating, { keepPrevious: false })).key);
    expect(await answers()).toEqual(["UNAUTHORIZED", "UNAUTHORIZED", "UNAUTHORIZED", "good"]);
  });

  it("may come from a page of another origin", async () => {
    const response = await fetch(`${server.url}/api/trpc/tasks.run`, {
      method: "OPTIONS",
      headers: { origin: "https://app.example.org" },
    });
    expect(response.headers.get("access-control-allow-headers")).toContain("x-user-token");
  });
});
