import { beforeAll, describe, expect, it } from "vitest";
import { useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { createDataSource } from "../services/data-sources/index.ts";
import { createToken } from "../services/tokens/index.ts";
import type { Session } from "./context.ts";
import { handleCsvExport } from "./handle-csv-export.ts";

const system = useTestSystem();

let app: AppContext;
let id: number;

beforeAll(async () => {
  app = await system.newApp();
  ({ id } = await createDataSource(app, { name: "Ünïcode, 2026", entries: [{ Name: "=1+1", Age: 3 }] }));
});

const sessionOf = ({ organizationId }: AppContext): Session => ({
  user: { id: "someone", name: "Someone", email: "someone@example.org" },
  organization: { id: organizationId, name: "Test" },
  id: "a session",
  role: "viewer",
  appIds: null,
});

function get(path: string, { session, headers = {} }: { session?: Session; headers?: Record<string, string> } = {}) {
  const request = new Request(`http://studio.test/api/data-sources/${path}`, {
    headers: { host: "studio.test", ...headers },
  });
  const name = /^[^/]*/.exec(path)![0];
  return handleCsvExport(request, name, { ...system.container, getSession: async () => session ?? null });
}

describe("a data source as a file", () => {
  it("is sent to a person of the app's organisation", async () => {
    const response = await get(`${id}/csv?appId=${app.appId}`, { session: sessionOf(app) });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toContain("filename*=UTF-8''%C3%9Cn%C3%AFcode%2C%202026.csv");
    expect(await response.text()).toBe("Name,Age\r\n'=1+1,3\r\n");
  });

  it("is sent to a token of the app that may read its data", async () => {
    const bearer = async (scopes: ("data:read" | "tasks:read")[]) => {
      const { token } = await createToken(app, { name: scopes.join(), kind: "secret", scopes });
      return { headers: { authorization: `Bearer ${token}` } };
    };
    expect((await get(`${id}/csv`, await bearer(["data:read"]))).status).toBe(200);
    expect((await get(`${id}/csv`, await bearer(["tasks:read"]))).status).toBe(403);
  });

  it("is nobody else's", async () => {
    const other = await system.newApp();
    expect((await get(`${id}/csv?appId=${app.appId}`)).status).toBe(401);
    expect((await get(`${id}/csv?appId=${app.appId}`, { session: sessionOf(other) })).status).toBe(404);
    expect((await get(`${id}/csv?appId=${other.appId}`, { session: sessionOf(other) })).status).toBe(404);
    expect((await get(`${id}/csv`, { headers: { authorization: "Bearer made-up" } })).status).toBe(401);
  });

  it("is asked for by ids", async () => {
    const session = sessionOf(app);
    for (const path of [`x/csv?appId=${app.appId}`, `${id}/csv?appId=1e3`, `${id}/csv`, `0/csv?appId=${app.appId}`]) {
      const response = await get(path, { session });
      expect([path, response.status]).toEqual([path, 400]);
      expect(await response.json()).toMatchObject({ error: { data: { status: "INVALID_INPUT" } } });
    }
  });
});
