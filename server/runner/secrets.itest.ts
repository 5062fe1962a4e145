import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { attempts, logLines, runs } from "#db/schema/index.ts";
import type { AppContext } from "#server/context.ts";
import { updateApp } from "#server/services/apps/index.ts";
import { listEntries, listLines } from "#server/services/logs/index.ts";
import { listSecrets, removeSecret, setSecret } from "#server/services/secrets/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { createVault } from "#server/vault/vault.ts";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const KEY = 'k3y/"with" ümlaut & more';
const system = useTestSystem({ TICKER: "off" });
let app: AppContext;

beforeAll(async () => {
  app = await system.newApp();
  await updateApp(app, { id: app.appId, limits: { tasks: 50 } });
  await setSecret(app, { name: "API_KEY", kind: "secret", value: KEY });
  await setSecret(app, { name: "PIN", kind: "secret", value: "48151623" });
  await setSecret(app, { name: "Region", kind: "variable", value: "eu-west" });
});

let made = 0;
async function run(code: string, payload: unknown = null) {
  const screen = await system.newScreen(app, handler(code));
  const task = await createTask(app, { name: `task-${++made}`, pageId: screen.id, timeoutMs: 20_000 });
  const answer = await app.runner.runWithResult(asApp(app), { idOrName: task.id, payload });
  const { lines } = await listLines(app, { runId: answer.runId, order: "asc" });
  return { ...answer, lines };
}

/** All that the run left behind, as text. */
async function traces(runId: number): Promise<string> {
  const rows = await Promise.all([
    app.db.select().from(runs).where(eq(runs.id, runId)),
    app.db.select().from(attempts).where(eq(attempts.runId, runId)),
    app.db.select().from(logLines).where(eq(logLines.runId, runId)),
    listEntries(app, {}),
  ]);
  return JSON.stringify(rows);
}

describe("what a handler reads", () => {
  it("are variables at once, beside what Env knows by itself, and secrets by a promise", async () => {
    const { result, lines } = await run(
      "return [Fliplet.Env.get('Region'), Fliplet.Env.get('appId'), (await Fliplet.App.Secrets.get('PIN')).length]",
    );
    expect(result).toEqual(["eu-west", app.appId, 8]);
    expect(lines).toMatchObject([
      { kind: "secret", level: "debug", message: expect.stringMatching(/^read the secret PIN/) },
    ]);
    const [, pin] = await listSecrets(app);
    expect(pin).toMatchObject({ name: "PIN", lastReadAt: expect.any(String) });
  });

  it("are only the app's own secrets", async () => {
    const stranger = await system.newApp();
    await setSecret(stranger, { name: "THEIRS", kind: "secret", value: "not-yours" });
    const { error } = await run("return Fliplet.App.Secrets.get('THEIRS')");
    expect(error).toMatchObject({ message: expect.stringMatching(/no secret named "THEIRS".*Secrets page/) });
  });

  it("are never variables as secrets, secrets as variables, or the key of user tokens", async () => {
    expect(await run("return [Fliplet.Env.get('PIN') ?? null, Fliplet.Env.get('current') ?? null]")).toMatchObject({
      result: [null, null],
    });
    expect((await run("return Fliplet.App.Secrets.get('Region')")).status).toBe("failed");
    expect((await run("return Fliplet.App.Secrets.get('current')")).status).toBe("failed");
  });

  it("go without a variable that no key opens, and say so", async () => {
    const lost: AppContext = { ...app, vault: createVault("a-key-that-somebody-lost-0123456789abcdef") };
    await setSecret(lost, { name: "Lost", kind: "variable", value: "gone" });
    const { result, lines } = await run("return [Fliplet.Env.get('Lost') ?? null, Fliplet.Env.get('Region')]");
    expect(result).toEqual([null, "eu-west"]);
    expect(lines).toMatchObject([{ kind: "system", level: "warn", message: expect.stringContaining("Lost") }]);
    await removeSecret(app, { name: "Lost", kind: "variable" });
  });
});

describe("a run that reads a secret", () => {
  it("leaves it in no line, argument or result, whatever its form", async () => {
    const { runId, result, lines } = await run(`
      const key = await Fliplet.App.Secrets.get('API_KEY');
      console.log('the key is', key, { nested: [key] }, JSON.stringify({ key }));
      console.log(encodeURIComponent(key), btoa(unescape(encodeURIComponent('me:' + key))));
      console.log('another one', 48151623);
      return { key, [key]: 1, pin: 48151623, text: JSON.stringify({ key }), kept: 'kept' };
    `);
    expect(result).toEqual({
      key: "[secret API_KEY]",
      "[secret API_KEY]": 1,
      pin: "[secret PIN]",
      text: '{"key":"[secret API_KEY]"}',
      kept: "kept",
    });
    const console = lines.filter(({ kind }) => kind === "console");
    expect(console[0]!.args).toEqual([
      "the key is",
      "[secret API_KEY]",
      { nested: ["[secret API_KEY]"] },
      '{"key":"[secret API_KEY]"}',
    ]);
    expect(console[2]!.args).toEqual(["another one", "[secret PIN]"]);
    const left = await traces(runId);
    for (const form of [KEY, JSON.stringify(KEY).slice(1, -1), encodeURIComponent(KEY), "48151623"])
      expect(left).not.toContain(form);
    expect(left).toContain("[secret API_KEY]");
  });

  it("leaves it in no error, stack or failed call", async () => {
    const { runId, error, lines } = await run(`
      const key = await Fliplet.App.Secrets.get('PIN');
      await fetch('http://127.0.0.1:9/' + key).catch(() => {});
      await Fliplet.DataSources.connectByName(key).catch((error) => console.error(error));
      throw Object.assign(new Error('bad key ' + key), { name: 'Error' + key });
    `);
    expect(error).toMatchObject({ name: "Error[secret PIN]", message: "bad key [secret PIN]" });
    expect(error!.stack).toContain("[secret PIN]");
    expect(lines.map(({ kind }) => kind)).toEqual(["secret", "fetch", "data-source", "console"]);
    expect(await traces(runId)).not.toContain("48151623");
  });

  it("hands it to no task, since payloads are kept and shown", async () => {
    const inner = await system.newScreen(app, handler("return payload"));
    const task = await createTask(app, { name: "inner", pageId: inner.id });
    const { error } = await run(`
      const pin = await Fliplet.App.Secrets.get('PIN');
      return Fliplet.App.Tasks.runWithResult('inner', { pin });
    `);
    expect(error!.message).toMatch(/holds the secret PIN/);
    expect(await app.db.select().from(runs).where(eq(runs.taskId, task.id))).toEqual([]);
  });

  it("of another task gives a masked result to the run that asked for it", async () => {
    const inner = await system.newScreen(app, handler("return Fliplet.App.Secrets.get('PIN')"));
    await createTask(app, { name: "teller", pageId: inner.id });
    expect((await run("return Fliplet.App.Tasks.runWithResult('teller')")).result).toBe("[secret PIN]");
  });

  it("masks it in a test run as well, and masks nothing before it is read", async () => {
    const code = handler(`
      console.log(48151623);
      console.log(await Fliplet.App.Secrets.get('PIN'), Fliplet.Env.get('Region'));
      throw new Error('with 48151623');
    `);
    const { lines, error } = await app.runner.testRun(app, { code });
    expect(lines.map(({ args }) => args)).toEqual([[48151623], null, ["[secret PIN]", "eu-west"]]);
    expect(error!.message).toBe("with [secret PIN]");
    const { result } = await app.runner.testRun(app, { code: handler("return Fliplet.App.Secrets.get('PIN')") });
    expect(result).toBe("[secret PIN]");
  });
});
