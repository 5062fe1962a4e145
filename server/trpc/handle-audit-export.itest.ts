import { beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "#domain/audit.ts";
import type { Role } from "#domain/role.ts";
import { newOrganization, newPerson, type TestPerson } from "#tests/support/people.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import { createApp, updateApp } from "../services/apps/index.ts";
import type { Session } from "./context.ts";
import { handleAuditExport } from "./handle-audit-export.ts";

const system = useTestSystem();
let owner: TestPerson;
let appId: number;
let foreignAppId: number;

beforeAll(async () => {
  const organizationId = await newOrganization(system.container);
  owner = await newPerson(system.container, organizationId, "owner");
  appId = (await createApp(owner.ctx, { name: "=HYPERLINK(1)" })).id;
  const stranger = await newPerson(system.container, await newOrganization(system.container), "owner");
  foreignAppId = (await createApp(stranger.ctx, { name: "Foreign" })).id;
});

function ask(query: string, role: Role | null): Promise<Response> {
  const { id, name, email, ctx } = owner;
  const session: Session | null = role && {
    id: "s",
    user: { id, name, email },
    organization: { id: ctx.organizationId, name: "Acme" },
    role,
    appIds: null,
  };
  const request = new Request(`http://localhost/api/audit/export?${query}`);
  return handleAuditExport(request, { ...system.container, getSession: async () => session });
}

const entriesOf = async (response: Response) =>
  (await response.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as AuditEntry);

describe("the audit trail as a file", () => {
  it("holds the entries oldest first, and stands in the trail itself from then on", async () => {
    await updateApp(owner.ctx, { id: appId, limits: { tasks: 7 } });
    const first = await entriesOf(await ask("format=ndjson", "admin"));
    expect(first.map(({ action, target }) => `${action} ${target.kind}`)).toEqual(["create app", "update app"]);
    const second = await entriesOf(
      await ask(`format=ndjson&filter=${encodeURIComponent('{"action":"export"}')}`, "admin"),
    );
    expect(second).toMatchObject([
      { actor: { id: owner.id }, target: { kind: "export" }, after: { format: "ndjson" } },
    ]);
  });

  it("is narrowed by the filter and the app", async () => {
    const filter = encodeURIComponent('{"action":"update"}');
    const found = await entriesOf(await ask(`format=ndjson&appId=${appId}&filter=${filter}`, "owner"));
    expect(found.map(({ action }) => action)).toEqual(["update"]);
  });

  it("tells a spreadsheet that a formula is a text", async () => {
    const csv = await (await ask("format=csv", "owner")).text();
    expect(csv).toMatch(/^id,at,appId,actorKind/);
    expect(csv).toContain("'=HYPERLINK(1)");
    expect(csv).not.toMatch(/,=HYPERLINK/);
  });

  it("is for those who may list it, and tells nothing of other people's apps", async () => {
    expect((await ask("format=ndjson", null)).status).toBe(401);
    expect((await ask("format=ndjson", "editor")).status).toBe(403);
    expect((await ask(`format=ndjson&appId=${foreignAppId}`, "owner")).status).toBe(404);
    expect((await ask("format=xml", "owner")).status).toBe(400);
    expect((await ask("format=ndjson&filter=nonsense", "owner")).status).toBe(400);
    expect((await ask("format=ndjson&filter=nonsense", "editor")).status).toBe(403);
  });
});
