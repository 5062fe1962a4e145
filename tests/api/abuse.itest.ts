import { and, eq, sql } from "drizzle-orm";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEntries, rateWindows, runs } from "#db/schema/index.ts";
import { ACCESS } from "#domain/access.ts";
import { USER_TOKEN_HEADER } from "#domain/user.ts";
import { createContainer } from "#server/container.ts";
import { createDataSource } from "#server/services/data-sources/index.ts";
import { removeMember, setMemberRole } from "#server/services/members/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask, getTask } from "#server/services/tasks/index.ts";
import { revokeToken } from "#server/services/tokens/index.ts";
import { rotateUserKey } from "#server/services/user-keys/index.ts";
import { readSettings } from "#server/settings.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { MISSES_PER_MINUTE } from "#server/trpc/limit-misses.ts";
import { type AbusedApp, cookieOf, newAbusedApp, newToken } from "#tests/support/api/abused-app.ts";
import { HOST, JSON_TYPE, knock, knockTrpc, post, statusOf, useDoors } from "#tests/support/api/doors.ts";
import { PROCEDURES } from "#tests/support/api/procedures.ts";
import { asApp } from "#tests/support/new-app.ts";
import { join, newOrganization, newPerson, PASSWORD } from "#tests/support/people.ts";
import { SETTINGS, useTestSystem } from "#tests/support/test-system.ts";

/** Who asks, from where and how often, of the corpus of API abuse; `abuse-ledger.ts` says which test has which row. */
const system = useTestSystem({ TICKER: "off" });
useDoors(system);

const EVIL = "https://evil.test";
const CRON = { authorization: `Bearer ${SETTINGS.CRON_SECRET}` };

let { owner, app, cookie, secret } = {} as AbusedApp;
beforeAll(async () => {
  ({ owner, app, cookie, secret } = await newAbusedApp(system));
});

describe("a token", () => {
  it("has no place in an address, a body or another scheme", async () => {
    const { token } = secret;
    for (const path of [
      `/api/trpc/tasks.list?token=${token}`,
      `/api/v1/tasks?access_token=${token}`,
      `/api/logs/export?format=csv&key=${token}`,
      `/api/audit/export?format=csv&key=${token}`,
      `/api/data-sources/1/csv?x=${token}`,
    ])
      expect([path, await statusOf(knock(path))]).toEqual([path, 400]);
    // Also for who sends it in its place as well: what stands in an address is in the logs of everybody on the way.
    expect(await statusOf(knock(`/api/v1/tasks?token=${token}`, { headers: secret.headers }))).toBe(400);
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    expect(await statusOf(post(`/api/mcp?token=${token}`, ping, { ...secret.headers, ...JSON_TYPE }))).toBe(400);
    expect(await statusOf(post("/api/v1/tasks", JSON.stringify({ token }), JSON_TYPE))).toBe(401);
    const encoded = token.replace("_", "%5F").replace("a", "%61");
    expect(await statusOf(knock(`/api/v1/tasks/x%20${encoded}`, { headers: secret.headers }))).toBe(400);
    // Names that only hold what a token begins with.
    for (const name of ["stats_for-all-regions-and-all-products-in-europe-daily", `x${token}`, `${token}-x`])
      expect([name, await statusOf(knock(`/api/v1/tasks/${name}`, { headers: secret.headers }))]).toEqual([name, 404]);
    const basic = Buffer.from(`token:${token}`).toString("base64");
    expect(await statusOf(knock("/api/v1/tasks", { headers: { authorization: `Basic ${basic}` } }))).toBe(401);
    const { rows } = await app.db.execute<{ dump: string }>(sql`select json_agg(a)::text as dump from audit_entries a`);
    expect(rows[0]!.dump).not.toContain(token.slice(8));
  });

  it("that was revoked is refused by every process from then on", async () => {
    const { id, headers } = await newToken(app);
    const other = await createContainer(readSettings({ ...SETTINGS, DATABASE_URL: system.url, TICKER: "off" }));
    try {
      const ask = async () => {
        const request = () =>
          new Request(`http://${HOST}/api/trpc/tasks.list`, { headers: { host: HOST, ...headers } });
        const asked = [system.container, other].map((one) =>
          handleTrpc(request(), { ...one, getSession: async () => null }),
        );
        return (await Promise.all(asked)).map(({ status }) => status);
      };
      expect(await ask()).toEqual([200, 200]);
      await revokeToken(app, { id });
      expect(await ask()).toEqual([401, 401]);
      for (const path of ["/api/v1/tasks", "/api/logs/export?format=csv", "/api/data-sources/1/csv"])
        expect([path, await statusOf(knock(path, { headers }))]).toEqual([path, 401]);
    } finally {
      await other.close();
    }
  });

  it("for pages works in the pages that it lists and nowhere else", async () => {
    const { headers } = await newToken(app, {
      kind: "publishable",
      scopes: ["tasks:run"],
      origins: ["https://app.test"],
    });
    const run = (more: Record<string, string>) =>
      statusOf(knockTrpc("tasks.run", { idOrName: "echo" }, { kind: "mutation", headers: { ...headers, ...more } }));
    expect(await run({ origin: "https://app.test" })).toBe(200);
    for (const origin of ["null", EVIL, "https://app.test.evil.test", "http://app.test", "https://app.test:8443"])
      expect([origin, await run({ origin })]).toEqual([origin, 403]);
    expect(await run({})).toBe(403);
  });

  it("for pages is answered with the handler's own result or error, and nothing else of the run", async () => {
    const { headers } = await newToken(app, { kind: "publishable", scopes: ["tasks:run"] });
    const ask = async (payload: unknown) =>
      (await knockTrpc("tasks.runWithResult", { idOrName: "echo", payload }, { kind: "mutation", headers })).json();
    const done = (await ask({ n: 1 })).result.data;
    expect(done).toEqual({ runId: expect.any(Number), status: "completed", result: { shown: { n: 1 } } });
    const { error } = await ask({ fail: true });
    expect(error).toMatchObject({ message: "too far", data: { httpStatus: 422, runId: expect.any(Number) } });
    expect(error.data.error).toEqual({ name: "RangeError", message: "too far", status: "EXECUTION_FAILED", stack: "" });
    expect(JSON.stringify([done, error])).not.toMatch(/of the run|Screen|\.js|:\d+:\d+/);
  });

  it("of a user is one that the app's own key signed, by HS256 and nothing else", async () => {
    const { key } = await rotateUserKey(app, {});
    const { headers } = await newToken(app, { kind: "publishable", scopes: ["tasks:run"] });
    const seconds = Math.floor((await app.clock.now()).getTime() / 1_000);
    const claims = { sub: "ann", exp: seconds + 600 };
    const bytes = new TextEncoder().encode(key);
    const sign = (header: object, with_: Parameters<SignJWT["sign"]>[0] = bytes) =>
      new SignJWT(claims).setProtectedHeader({ alg: "HS256", ...header } as { alg: string }).sign(with_);
    const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
    const jwk = await exportJWK(publicKey);
    const publicText = new TextEncoder().encode(JSON.stringify(jwk));
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
    const wrong: [string, string][] = [
      ["alg none", none],
      ["alg None", none.replace(/^[^.]+/, Buffer.from('{"alg":"None"}').toString("base64url"))],
      ["a key of their own", await sign({ alg: "RS256" }, privateKey)],
      ["HS256 with a public key", await sign({}, publicText)],
      ["a key that the token brings along", await sign({ jwk }, publicText)],
      ["a key by path", await sign({ kid: "../../../../dev/null" }, new Uint8Array(32))],
      ["a key by address", await sign({ jku: `${EVIL}/keys` }, new Uint8Array(32))],
    ];
    const ask = (userToken: string) =>
      statusOf(
        knockTrpc(
          "tasks.run",
          { idOrName: "echo" },
          { kind: "mutation", headers: { ...headers, [USER_TOKEN_HEADER]: userToken } },
        ),
      );
    for (const [what, userToken] of wrong) expect([what, await ask(userToken)]).toEqual([what, 401]);
    expect(await ask(await sign({}))).toBe(200);
  });

  it("beside a cookie counts alone", async () => {
    const { headers } = await newToken(app, { scopes: ["tasks:read"] });
    const both = { ...headers, cookie };
    expect(await statusOf(knockTrpc("tokens.list", { appId: app.appId }, { kind: "query", headers: both }))).toBe(403);
    const foreign = { ...headers, cookie, origin: EVIL };
    expect(await statusOf(knockTrpc("tasks.list", {}, { kind: "query", headers: foreign }))).toBe(403);
  });
});

describe("a page of another origin", () => {
  const FORMS = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];

  it.each(FORMS)("cannot post a form of %s with somebody's cookie", async (contentType) => {
    const headers = { cookie, origin: EVIL, "sec-fetch-site": "cross-site", "content-type": contentType };
    const body = JSON.stringify({ appId: app.appId, idOrName: "echo" });
    for (const path of ["/api/trpc/tasks.run", "/api/v1/tasks/echo/runs", "/api/mcp", "/api/cron"])
      expect([path, await statusOf(post(path, body, headers))]).toEqual([path, path === "/api/mcp" ? 415 : 401]);
    // From a browser too old to say where from.
    const { origin: _left, ...silent } = headers;
    for (const path of ["/api/trpc/tasks.run", "/api/v1/tasks/echo/runs"])
      expect([path, await statusOf(post(path, body, silent))]).toEqual([path, 415]);
  });

  it("signs nobody in and nobody out", async () => {
    const editor = await newPerson(system.container, owner.ctx.organizationId, "editor");
    const own = await cookieOf(system, editor);
    const foreign = { origin: EVIL, "sec-fetch-site": "cross-site", ...JSON_TYPE };
    const credentials = JSON.stringify({ email: editor.email, password: PASSWORD });
    expect(await statusOf(post("/api/auth/sign-in/email", credentials, foreign))).toBe(403);
    expect(await statusOf(post("/api/auth/sign-out", "{}", { ...foreign, cookie: own }))).toBe(403);
    expect(await statusOf(knock("/api/auth/sign-out", { headers: { cookie: own } }))).toBeOneOf([404, 405]);
    expect(await statusOf(knockTrpc("me.get", undefined, { kind: "query", headers: { cookie: own } }))).toBe(200);
  });

  it.each(["null", EVIL])("from %s is never let in with credentials", async (origin) => {
    for (const path of ["/api/trpc/tasks.list", "/api/v1/tasks", "/api/mcp", "/api/cron", "/api/logs/export"])
      for (const method of ["OPTIONS", "GET"]) {
        const { headers } = await knock(path, {
          method,
          headers: { origin, cookie, "access-control-request-method": "POST" },
        });
        expect(headers.get("access-control-allow-credentials"), path).toBeNull();
        expect([null, origin], path).toContain(headers.get("access-control-allow-origin"));
      }
  });
});

describe("people", () => {
  it("of two organisations are in the one that they chose, whatever a header says", async () => {
    const person = await newPerson(system.container, owner.ctx.organizationId, "viewer");
    const other = await newOrganization(system.container, "Other");
    await join(system.container, other, person.id, "owner");
    await app.db.execute(sql`update member set created_at = now() - interval '1 day' where id = ${person.memberId}`);
    const headers = { cookie: await cookieOf(system, person), "x-organization-id": other, "x-tenant": other };
    const me = await knockTrpc("me.get", undefined, { kind: "query", headers });
    expect(await me.json()).toMatchObject({
      result: { data: { organization: { id: owner.ctx.organizationId }, role: "viewer" } },
    });
    expect(await statusOf(knockTrpc("apps.create", { name: "x" }, { kind: "mutation", headers }))).toBe(403);
  });

  it("are judged by the role of now, in each request and in a stream that is open", async () => {
    const editor = await newPerson(system.container, owner.ctx.organizationId, "editor");
    const headers = { cookie: await cookieOf(system, editor) };
    const change = () =>
      statusOf(knockTrpc("tasks.update", { appId: app.appId, idOrName: "echo" }, { kind: "mutation", headers }));
    expect(await change()).toBe(200);
    await setMemberRole(owner.ctx, { id: editor.memberId, role: "viewer" });
    expect(await change()).toBe(403);

    const stream = await knockTrpc("logs.stream", { appId: app.appId }, { kind: "subscription", headers });
    expect(stream.status).toBe(200);
    const text = stream.text();
    await removeMember(owner.ctx, { id: editor.memberId });
    const removed = performance.now();
    expect(await text).toContain("serialized-error");
    expect(performance.now() - removed).toBeLessThan(5_000);
  });

  it("who try ids out are told to wait, and learn nothing by it", async () => {
    const { id, headers } = await newToken(app);
    const get = () => knockTrpc("runs.get", { id: 987_654_321 }, { kind: "query", headers });
    expect((await get()).status).toBe(404);
    await app.db
      .update(rateWindows)
      .set({ used: MISSES_PER_MINUTE })
      .where(eq(rateWindows.key, `missed:token:${id}`));
    const refused = await get();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    // Neither does what is there tell itself apart, wherever it is asked for.
    expect(await statusOf(knockTrpc("tasks.list", {}, { kind: "query", headers }))).toBe(429);
    for (const path of ["/api/logs/export?format=csv", "/api/data-sources/987654321/csv"]) {
      const file = await knock(path, { headers });
      expect([path, file.status, file.headers.has("retry-after")]).toEqual([path, 429, true]);
    }
    const rest = await knock("/api/v1/runs/987654321", { headers });
    expect([rest.status, rest.headers.has("retry-after")]).toEqual([429, true]);
    await app.db.update(rateWindows).set({ startedAt: sql`now() - interval '61 seconds'` });
    expect(await statusOf(knockTrpc("tasks.list", {}, { kind: "query", headers }))).toBe(200);
  });

  it("who try ids out in exports are counted as well", async () => {
    const { id, headers } = await newToken(app);
    const person = { headers: { cookie } };
    expect(await statusOf(knock("/api/data-sources/987654321/csv", { headers }))).toBe(404);
    expect(await statusOf(knock("/api/logs/export?format=csv&appId=987654321", person))).toBe(404);
    expect(await statusOf(knock("/api/audit/export?format=csv&appId=987654321", person))).toBe(404);
    const used = async (key: string) =>
      (
        await app.db
          .select()
          .from(rateWindows)
          .where(eq(rateWindows.key, `missed:${key}`))
      )[0]?.used;
    expect([await used(`token:${id}`), await used(`session:${owner.id}`)]).toEqual([1, 2]);
  });

  it("with a publishable token shut nobody out who has the same one", async () => {
    const { id, headers } = await newToken(app, { kind: "publishable", scopes: ["tasks:run"] });
    const wait = () => statusOf(knockTrpc("runs.wait", { id: 987_654_321 }, { kind: "query", headers }));
    expect(await wait()).toBe(404);
    await app.db
      .update(rateWindows)
      .set({ used: MISSES_PER_MINUTE })
      .where(eq(rateWindows.key, `missed:token:${id}`));
    expect(await wait()).toBe(429);
    const run = knockTrpc("tasks.run", { idOrName: "echo" }, { kind: "mutation", headers });
    expect(await statusOf(run)).toBe(200);
  });
});

/** What is not the operator's secret. */
const refused: [string, Record<string, string>, string?][] = [
  ["nothing", {}],
  ["Bearer", { authorization: "Bearer" }],
  ["an empty bearer", { authorization: "Bearer " }],
  ["undefined", { authorization: "Bearer undefined" }],
  ["null", { authorization: "Bearer null" }],
  ["a wrong secret", { authorization: "Bearer cron-secret-of-the-testx" }],
  ["the secret and more", { authorization: `Bearer ${SETTINGS.CRON_SECRET} x` }],
  ["another scheme", { authorization: `Basic ${SETTINGS.CRON_SECRET}` }],
  ["the secret in the address", {}, `?secret=${SETTINGS.CRON_SECRET}`],
  ["what a platform's scheduler sends", { "x-vercel-cron": "1", "user-agent": "vercel-cron/1.0" }],
  ["an address of its own network", { "x-forwarded-for": "127.0.0.1" }],
];

describe("the scheduler's address", () => {
  it.each(refused)("is shut to %s", async (_what, headers, query = "") => {
    for (const method of ["GET", "POST"])
      expect(await statusOf(knock(`/api/cron${query}`, { method, headers }))).toBe(401);
  });

  it("is shut to people and tokens, the owner's own included", async () => {
    for (const headers of [{ cookie }, secret.headers])
      expect(await statusOf(knock("/api/cron", { method: "POST", headers }))).toBe(401);
  });

  it("answers with counts and nothing else, and does nothing for who only looks", async () => {
    const answer = await knock("/api/cron", { headers: CRON });
    const body = await answer.json();
    expect(Object.keys(body).toSorted()).toEqual(
      ["durationMs", "executed", "failed", "fired", "missed", "now", "remaining", "skipped"].toSorted(),
    );
    expect(Object.values(body).filter((value) => typeof value !== "number")).toEqual([body.now]);

    // What is put off until tomorrow is not what is left to call again for.
    const echo = await getTask(app, { idOrName: "echo" });
    const tomorrow = new Date(Date.now() + 86_400_000);
    const of = { appId: app.appId, taskId: echo.id, screenId: echo.pageId };
    const [putOff] = await app.db
      .insert(runs)
      .values({ ...of, environment: "published", trigger: "api", status: "queued", effectiveAt: tomorrow })
      .returning();
    expect(await (await knock("/api/cron", { headers: CRON })).json()).toMatchObject({ remaining: 0 });
    await app.db.delete(runs).where(eq(runs.id, putOff!.id));

    const task = await createTask(app, { name: "scheduled", pageId: echo.pageId, frequency: "* * * * *" });
    const { rows } = await app.db.execute<{ due: string }>(
      sql`update schedules set next_fire_at = date_trunc('minute', now()) where task_id = ${task.id}
          returning next_fire_at::text as due`,
    );
    const due = new Date(rows[0]!.due);
    const ofFire = () =>
      app.db
        .select()
        .from(runs)
        .where(and(eq(runs.taskId, task.id), eq(runs.fireAt, due)));
    const looked = await knock("/api/cron", { method: "HEAD", headers: CRON });
    expect([looked.status, looked.headers.get("allow"), (await ofFire()).length]).toEqual([405, "GET, POST", 0]);

    // However many call at once, a fire that is due happens once.
    const calls = await Promise.all(
      Array.from({ length: 25 }, () => knock("/api/cron", { method: "POST", headers: CRON })),
    );
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await ofFire()).toHaveLength(1);
  });
});

describe("the numbers for who watches", () => {
  it.each(refused)("are shut to %s", async (_what, headers, query = "") => {
    expect(await statusOf(knock(`/api/metrics${query}`, { headers }))).toBe(401);
  });

  it("are Prometheus text, of the whole installation and of nobody by name", async () => {
    const { runId } = await app.runner.runWithResult(asApp(app), { idOrName: "echo" });
    expect(runId).toBeGreaterThan(0);
    const answer = await knock("/api/metrics", { headers: CRON });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8",
    ]);
    const text = await answer.text();
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(
        /^(# HELP [a-z0-9_]+ .+|# TYPE [a-z0-9_]+ (gauge|counter)|[a-z0-9_]+(\{status="[a-z_]+"\})? [\d.e+-]+)$/,
      );
    expect(text).toMatch(/^app_tasks_runs_ended_5m\{status="completed"\} [1-9]\d*$/m);
    expect(text).toMatch(/^app_tasks_runs_running 0$/m);
    expect(text).not.toContain("echo");
  });
});

describe("what goes wrong on our side", () => {
  it("is told in one sentence, without the query, the place or the secret", async () => {
    const { container } = system;
    const shared = globalThis as { appTasksContainer?: unknown };
    const secretText = "select * from tokens where hash = 'deadbeef' at /srv/app/server/x.ts:1:2";
    const broken = new Proxy(container.db, {
      get() {
        throw new Error(secretText);
      },
    });
    const brokenServices = { ...container.services, db: broken };
    shared.appTasksContainer = Promise.resolve({
      ...container,
      services: brokenServices,
      cron: async () => {
        throw new Error(secretText);
      },
    });
    try {
      const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
      const asked: [string, Promise<Response>, number][] = [
        ["trpc", knockTrpc("tasks.list", {}, { kind: "query", headers: secret.headers }), 500],
        ["rest", knock("/api/v1/tasks", { headers: secret.headers }), 500],
        ["mcp", post("/api/mcp", ping, { ...secret.headers, ...JSON_TYPE }), 500],
        ["log export", knock("/api/logs/export?format=csv", { headers: secret.headers }), 500],
        ["csv export", knock("/api/data-sources/1/csv", { headers: secret.headers }), 500],
        ["hook", post("/api/hooks/x", "{}", JSON_TYPE), 500],
        // So that the caller comes again.
        ["cron", knock("/api/cron", { headers: CRON }), 503],
      ];
      for (const [what, answer, status] of asked) {
        const response = await answer;
        const text = await response.text();
        expect([what, response.status]).toEqual([what, status]);
        expect(text, what).not.toMatch(/select|tokens|deadbeef|\/srv|\.ts|stack/i);
        expect(text.length, what).toBeLessThan(400);
      }
    } finally {
      shared.appTasksContainer = Promise.resolve(container);
    }
  });
});

describe("the audit trail", () => {
  const entriesOf = (action: string) =>
    app.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, action))
      .then((rows) =>
        rows.map(({ targetKind, targetName, after, actorId, ip }) => ({ targetKind, targetName, after, actorId, ip })),
      );

  it("knows who took the log or a data source home", async () => {
    const source = await createDataSource(app, { name: "Contacts", entries: [{ Name: "Ann" }] });
    const filter = encodeURIComponent('{"search":"x"}');
    await (
      await knock(`/api/logs/export?format=ndjson&appId=${app.appId}&filter=${filter}`, { headers: { cookie } })
    ).text();
    await (await knock(`/api/data-sources/${source.id}/csv`, { headers: secret.headers })).text();
    const found = await entriesOf("export");
    expect(found).toContainEqual({
      ...{ targetKind: "export", targetName: "log", actorId: owner.id, ip: "192.0.2.1" },
      after: { format: "ndjson", search: "x" },
    });
    expect(found).toContainEqual({
      ...{ targetKind: "data-source", targetName: "Contacts", actorId: String(secret.id), ip: "192.0.2.1" },
      after: { format: "csv" },
    });
  });

  it("knows what a person started by hand, and leaves what apps ask for to the runs themselves", async () => {
    const run = (headers: Record<string, string>) =>
      knockTrpc("tasks.run", { appId: app.appId, idOrName: "echo" }, { kind: "mutation", headers });
    await run(secret.headers);
    const { runId } = (await (await run({ cookie })).json()).result.data;
    const task = await getTask(app, { idOrName: "echo" });
    expect(await entriesOf("start")).toEqual([
      {
        ...{ targetKind: "run", targetName: `echo #${runId}`, actorId: owner.id, ip: "192.0.2.1" },
        after: { taskId: task.id, trigger: "studio", environment: "draft" },
      },
    ]);
  });

  it("is nobody's to change: there is no call that writes or removes an entry", () => {
    const ofAudit = PROCEDURES.filter(({ path }) => path.startsWith("audit."));
    expect(ofAudit.map(({ kind }) => kind)).toEqual(ofAudit.map(() => "query"));
    for (const { path } of ofAudit) expect(ACCESS[path]!.scope).toBeUndefined();
  });
});

describe("an answer that is opened as a page", () => {
  it("is JSON that no browser takes for a page, whatever it holds", async () => {
    const html = "<script>alert(1)</script>";
    const ran = await post("/api/v1/tasks/echo/runs?wait=true", JSON.stringify({ payload: html }), {
      ...secret.headers,
      ...JSON_TYPE,
    });
    const { runId } = await ran.json();
    const answer = await knock(`/api/v1/runs/${runId}`, { headers: secret.headers });
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await answer.json()).result).toEqual({ shown: html });
  });
});

describe("a process that is to plan nothing", () => {
  it("plans nothing and runs nothing, as for a first look at a copy that was restored", async () => {
    const { pageId } = await getTask(app, { idOrName: "echo" });
    const task = await createTask(app, { name: "restored", pageId, frequency: "* * * * *" });
    await app.db.execute(
      sql`update schedules set next_fire_at = date_trunc('minute', now()) where task_id = ${task.id}`,
    );
    const ofTask = () => app.db.select().from(runs).where(eq(runs.taskId, task.id));
    const start = async (more: Record<string, string>) => {
      const container = await createContainer(
        readSettings({ ...SETTINGS, DATABASE_URL: system.url, SANDBOX_SIZE: "2", ...more }),
      );
      container.startBackground();
      return container;
    };
    // What the tests before left in the queue is not waited for.
    await app.db.execute(
      sql`update runs set status = 'cancelled', finished_at = now(), reason = 'left over' where status = 'queued'`,
    );
    const looking = await start({ ROLE: "web", TICKER: "off" });
    // One that works takes its first look at once, and would have found what is due for as long as the other is there.
    const working = await start({ ROLE: "all", TICKER: "off" });
    const { runId } = await requestRun(app, { idOrName: "echo" });
    try {
      await expect
        .poll(async () => (await app.db.select().from(runs).where(eq(runs.id, runId)))[0]!.status, { timeout: 20_000 })
        .toBe("completed");
      expect(await ofTask()).toEqual([]);
    } finally {
      await Promise.all([looking.close(), working.close()]);
    }
    const ticking = await start({ ROLE: "worker" });
    try {
      await expect.poll(async () => (await ofTask()).length, { timeout: 20_000 }).toBeGreaterThan(0);
    } finally {
      await ticking.close();
    }
  });
});
