import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditEntries } from "#db/schema/index.ts";
import type { AppContext } from "#server/context.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { removeApp, updateApp } from "../apps/index.ts";
import { skipFire } from "../schedules/index.ts";
import { publishScreen, saveDraft } from "../screens/index.ts";
import { removeSecret, setSecret } from "../secrets/index.ts";
import { createTask, removeTask, updateTask } from "../tasks/index.ts";
import { createToken, revokeToken } from "../tokens/index.ts";
import { listAudit } from "./index.ts";

const system = useTestSystem();

const told = async (app: AppContext, input: Parameters<typeof listAudit>[1] = {}) =>
  (await listAudit(app, input)).entries
    .toReversed()
    .map(({ action, target, before, after }) => ({ what: `${action} ${target.kind} ${target.name}`, before, after }));

async function appWithTask() {
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler("return 1"));
  const task = await createTask(app, { name: "remind", pageId: screen.id, frequency: "0 8 * * *" });
  return { app, screen, task };
}

describe("the audit trail", () => {
  it("tells each change of a task with what it was and what it became", async () => {
    const { app, task } = await appWithTask();
    await updateTask(app, { idOrName: task.id, frequency: "0 9 * * *", retries: 2 });
    await updateTask(app, { idOrName: task.id, active: false });
    await removeTask(app, { idOrName: task.id });

    const entries = await told(app, { targetKind: "task", targetId: String(task.id) });
    expect(entries.map(({ what }) => what)).toEqual([
      "create task remind",
      "update task remind",
      "update task remind",
      "remove task remind",
    ]);
    expect(entries[1]).toMatchObject({
      before: { retries: 0, schedules: [{ frequency: "0 8 * * *" }] },
      after: { retries: 2, schedules: [{ frequency: "0 9 * * *" }] },
    });
    expect(entries[2]).toEqual({ what: "update task remind", before: { active: true }, after: { active: false } });
  });

  it("leaves no entry for an update that changed nothing, and none for one that was refused", async () => {
    const { app, task } = await appWithTask();
    await updateTask(app, { idOrName: task.id, active: true });
    await expect(updateTask(app, { idOrName: task.id, frequency: "61 * * * *" })).rejects.toThrow();
    expect(await told(app, { targetKind: "task" })).toHaveLength(1);
  });

  it("names who did it: a person, a token, a run", async () => {
    const { app, task } = await appWithTask();
    const token = { ...app, actor: { kind: "token", id: 7, name: "Deploy" } } as const;
    await updateTask(token, { idOrName: task.id, active: false });
    const { entries } = await listAudit(app, { targetKind: "task" });
    expect(entries.map(({ actor }) => actor)).toEqual([
      { kind: "token", id: "7", name: "token Deploy" },
      { kind: "user", id: "someone", name: "Someone" },
    ]);
    expect((await listAudit(app, { actorKind: "token" })).entries).toHaveLength(1);
  });

  it("holds no secret and no token", async () => {
    const { app } = await appWithTask();
    await setSecret(app, { kind: "secret", name: "API_KEY", value: "hunter2-first" });
    await setSecret(app, { kind: "secret", name: "API_KEY", value: "hunter2-second" });
    await removeSecret(app, { kind: "secret", name: "API_KEY" });
    const { token, id } = await createToken(app, { name: "Site", kind: "secret", scopes: ["tasks:run"] });
    await revokeToken(app, { id });

    const entries = await told(app);
    expect(entries.map(({ what }) => what).slice(-5)).toEqual([
      "create secret API_KEY",
      "replace secret API_KEY",
      "remove secret API_KEY",
      "create token Site",
      "revoke token Site",
    ]);
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`hunter2|${token}`));
  });

  it("tells what became of screens, fires and limits", async () => {
    const { app, screen, task } = await appWithTask();
    await saveDraft(app, { id: screen.id, code: handler("return 2") });
    await publishScreen(app, { id: screen.id });
    const [schedule] = task.schedules;
    await skipFire(app, { scheduleId: schedule!.id, fireAt: schedule!.nextRunAt! });
    await updateApp(app, { id: app.appId, limits: { tasks: 9 } });
    expect((await told(app)).slice(-4)).toEqual([
      { what: "update screen Screen", before: { draftVersion: 1 }, after: { draftVersion: 2 } },
      { what: "publish screen Screen", before: { publishedVersion: 1 }, after: { publishedVersion: 2 } },
      { what: "skip-fire task remind", before: null, after: { fireAt: schedule!.nextRunAt } },
      { what: "update app Test app", before: { tasks: 5 }, after: { tasks: 9 } },
    ]);
  });

  it("goes page by page, newest first, and never into another app", async () => {
    const { app, task } = await appWithTask();
    const { app: other } = await appWithTask();
    for (const retries of [1, 2, 3]) await updateTask(app, { idOrName: task.id, retries });
    const first = await listAudit(app, { limit: 2 });
    const rest = await listAudit(app, { limit: 200, cursor: first.nextCursor });
    const ids = [...first.entries, ...rest.entries].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    expect(rest.nextCursor).toBeNull();
    expect(await told(other, { targetKind: "task", targetId: String(task.id) })).toEqual([]);
  });

  it("outlives its app with the entry of the removal", async () => {
    const { app } = await appWithTask();
    await removeApp(app, { id: app.appId });
    const rows = await app.db.select().from(auditEntries).where(eq(auditEntries.organizationId, app.organizationId));
    expect(rows).toMatchObject([{ action: "remove", targetKind: "app", targetName: "Test app", appId: null }]);
  });
});
