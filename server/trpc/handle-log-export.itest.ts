import { beforeAll, describe, expect, it } from "vitest";
import { useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { createToken } from "../services/tokens/index.ts";
import type { Session } from "./context.ts";
import { handleLogExport } from "./handle-log-export.ts";

const system = useTestSystem();

let app: AppContext;
beforeAll(async () => {
  app = await system.newApp();
});

const sessionOf = ({ organizationId }: AppContext): Session => ({
  user: { id: "someone", name: "Someone", email: "someone@example.org" },
  organization: { id: organizationId, name: "Test" },
  id: "a session",
  role: "viewer",
  appIds: null,
});

function get(query: Record<string, string>, { session, token }: { session?: Session; token?: string } = {}) {
  const request = new Request(`http://studio.test/api/logs/export?${new URLSearchParams(query)}`, {
    headers: { host: "studio.test", ...(token && { authorization: `Bearer ${token}` }) },
  });
  return handleLogExport(request, { ...system.container, getSession: async () => session ?? null });
}

describe("the log as a file", () => {
  it("is sent to a person of the app's organisation, under the app's name and the time", async () => {
    const response = await get({ appId: String(app.appId), format: "csv" }, { session: sessionOf(app) });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /filename="log-app-\d+-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.csv"; filename\*=UTF-8''log%20Test%20app%20/,
    );
    expect(await response.text()).toBe("id,at,level,kind,task,taskId,run,seq,message,args,durationMs\r\n");
  });

  it("is sent to a token of the app that may read its log", async () => {
    const tokenWith = async (scope: "logs:read" | "tasks:read") =>
      (await createToken(app, { name: scope, kind: "secret", scopes: [scope] })).token;
    const query = { format: "ndjson", filter: JSON.stringify({ level: ["error"], search: "x" }) };
    expect((await get(query, { token: await tokenWith("logs:read") })).status).toBe(200);
    expect((await get(query, { token: await tokenWith("tasks:read") })).status).toBe(403);
  });

  it("is nobody else's", async () => {
    const other = await system.newApp();
    const query = { appId: String(app.appId), format: "csv" };
    expect((await get(query)).status).toBe(401);
    expect((await get(query, { session: sessionOf(other) })).status).toBe(404);
  });

  it.each([
    ["format", { format: "xlsx" }],
    ["appId", { format: "csv", appId: "1e3" }],
    ["filter", { format: "csv", filter: "{" }],
    ["filter.level", { format: "csv", filter: '{"level":"loud"}' }],
    ["filter", { format: "csv", filter: '{"appId":1}' }],
  ])("is refused for a wrong %s", async (_, query) => {
    const response = await get({ appId: String(app.appId), ...query }, { session: sessionOf(app) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { data: { status: "INVALID_INPUT" } } });
  });
});
