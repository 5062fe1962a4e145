import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { sendPushInput, subscribeInput } from "#domain/push.ts";
import type { AppContext } from "#server/context.ts";
import { drain } from "#server/runner/drain.ts";
import { sendPush, subscribe } from "#server/services/push/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { type PushServer, startPushServer, type TestBrowser } from "./push-server.ts";
import { handler, useTestSystem } from "./test-system.ts";

/** A signal that never comes. */
export const never = new AbortController().signal;

/** As a page of the app asks, with the user whom a signed token named. */
export const asPage = (app: AppContext, user: Record<string, unknown> | null = null): AppContext => ({
  ...app,
  actor: { kind: "token", id: 1, name: "page", isPublishable: true, user: user as { sub: string } | null },
});

/** Pushes to the app's own subscriptions, as a handler would. */
export const push = (app: AppContext, options: Record<string, unknown>, effectKey: string | null = null) =>
  sendPush(app, sendPushInput.parse({ appId: app.appId, options: { title: "Hi", ...options } }), effectKey, never);

export interface Subscribed extends TestBrowser {
  browser: TestBrowser;
  /** Of the subscription. */
  id: number;
}

/** The whole system with a push service on this machine that it may reach. */
export function usePushSystem() {
  const service = { arrived: [], asked: 0 } as unknown as PushServer;
  let started: PushServer;
  beforeAll(async () => {
    started = await startPushServer(service);
  });
  const system = useTestSystem({ EGRESS_ALLOW: "127.0.0.1", MAIL_FROM: "Desk <desk@example.org>" });
  afterAll(() => started.close());
  beforeEach(() => {
    Object.assign(service, { arrived: [], asked: 0 });
  });

  const workOff = () => drain(system.container.runnerDeps, never);
  return {
    system,
    service,
    workOff,
    async subscribed(app: AppContext, user: Record<string, unknown> | null = null): Promise<Subscribed> {
      const browser = service.browser();
      const { id } = await subscribe(asPage(app, user), subscribeInput.parse(browser.subscription));
      return { ...browser, browser, id };
    },
    /** An app with a task named `task` whose handler has this body. */
    async appWithTask(body: string, retries = 0) {
      const app = await system.newApp();
      const screen = await system.newScreen(app, handler(body));
      await createTask(app, { name: "task", pageId: screen.id, retries });
      return { app, start: async () => (await requestRun(app, { idOrName: "task" })).runId };
    },
    /** Lets the next attempt of a run begin now. */
    async comeAgain(app: AppContext, runId: number) {
      await app.db.execute(sql`update runs set effective_at = now() where id = ${runId}`);
      await app.db.execute(sql`update pgboss.job set start_after = now() where data->>'runId' = ${String(runId)}`);
      await workOff();
    },
  };
}
