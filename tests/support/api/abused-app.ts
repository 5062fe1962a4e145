import { TASKS_PER_APP_MAX } from "#domain/limits.ts";
import { SCOPES, type Scope } from "#domain/scope.ts";
import type { AppContext } from "#server/context.ts";
import { createApp, updateApp } from "#server/services/apps/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { newOrganization, newPerson, TestBrowser, type TestPerson } from "../people.ts";
import { handler, type TestSystem } from "../test-system.ts";

export interface Token {
  id: number;
  token: string;
  headers: Record<string, string>;
}

export interface AbusedApp {
  owner: TestPerson;
  app: AppContext;
  /** Of the owner, signed in. */
  cookie: string;
  /** A secret token with every scope. */
  secret: Token;
}

/** An app with a task `echo`, which shows its payload or throws when that says `fail`, and limits that no test meets. */
export async function newAbusedApp(system: TestSystem): Promise<AbusedApp> {
  const owner = await newPerson(system.container, await newOrganization(system.container), "owner");
  const { id } = await createApp(owner.ctx, { name: "App" });
  await updateApp(owner.ctx, { id, limits: { runsPerMinute: 10_000, tasks: TASKS_PER_APP_MAX } });
  const app = { ...owner.ctx, appId: id };
  const screen = await system.newScreen(
    app,
    handler("console.log('of the run'); if (payload?.fail) throw new RangeError('too far'); return { shown: payload }"),
  );
  await createTask(app, { name: "echo", pageId: screen.id });
  return { owner, app, cookie: await cookieOf(system, owner), secret: await newToken(app) };
}

/** What a browser sends after the person signed in. */
export async function cookieOf({ container }: TestSystem, { email }: Pick<TestPerson, "email">): Promise<string> {
  const browser = new TestBrowser(container, { ip: "198.51.100.99" });
  await browser.signIn(email);
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}

export async function newToken(
  app: AppContext,
  given: { kind?: "secret" | "publishable"; scopes?: Scope[]; origins?: string[] } = {},
): Promise<Token> {
  const { kind = "secret", scopes = [...SCOPES], origins = [] } = given;
  const { id, token } = await createToken(app, { name: "test", kind, scopes, origins });
  return { id, token, headers: { authorization: `Bearer ${token}` } };
}
