import { afterAll, beforeAll, expect, it } from "vitest";
import { Fliplet } from "#sdk/fliplet.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { useTestSystem } from "#tests/support/test-system.ts";

const { Actions } = Fliplet.App.V3;

const system = useTestSystem({ TICKER: "off" });
let server: FetchServer;

beforeAll(async () => {
  const { container } = system;
  const app = await system.newApp();
  server = await serveFetch((request) => handleTrpc(request, { ...container, getSession: async () => null }));
  const { token } = await createToken(app, {
    name: "the builder's",
    kind: "secret",
    scopes: ["screens:read", "screens:write", "tasks:run", "logs:read"],
  });
  Fliplet.App.Actions.configure({ url: server.url, token });
  container.startBackground();
});

afterAll(() => server?.close());

const CODE = `async function execute(context) {
  return { confirmed: context.payload.entryId, by: context.payload.name };
}`;

it("an app makes, publishes, runs, changes, reads and removes an action through the client", async () => {
  const { action } = await Actions.create({
    name: "confirm-booking",
    code: CODE,
    active: true,
    environment: "server",
    triggers: [{ trigger: "manual" }],
    dependencies: ["fliplet-datasources"],
  });
  await expect(Actions.run("confirm-booking")).rejects.toMatchObject({
    status: "ACTION_NOT_PUBLISHED",
    httpStatus: 409,
  });
  expect(await Actions.publish(action.id)).toMatchObject({ action: { id: action.id, isPublished: true } });

  expect(await Actions.run("confirm-booking", { entryId: 1 })).toBeUndefined();
  const confirmed = { confirmed: 123, by: "Nick" };
  expect(await Actions.runWithResult("confirm-booking", { entryId: 123, name: "Nick" })).toEqual(confirmed);
  expect(await Actions.runWithResult(action.id, { entryId: 123, name: "Nick" })).toEqual(confirmed);

  const failing = "async function execute() { throw new RangeError('no seat left'); }";
  expect(await Actions.update(action.id, { code: failing })).toMatchObject({ action: { code: failing } });
  await Actions.publish(action.id);
  await expect(Actions.runWithResult("confirm-booking")).rejects.toMatchObject({
    name: "RangeError",
    message: "no seat left",
    status: "EXECUTION_FAILED",
  });
  const { count, logs } = await Actions.getLogs({ id: action.id, where: { type: "app.task.failed" } });
  expect([count, logs[0]?.data.error?.message]).toEqual([1, "no seat left"]);

  await expect(Actions.create({ name: "broken", code: "function execute() {}" })).rejects.toMatchObject({
    status: "CODE_VALIDATION_FAILED",
    field: "code",
  });
  // @ts-expect-error a wrong environment, as a page without types sends it
  await expect(Actions.create({ name: "broken", code: CODE, environment: "moon" })).rejects.toMatchObject({
    status: "ENVIRONMENT_INVALID",
  });
  // @ts-expect-error and a wrong trigger
  const wrong = Actions.create({ name: "broken", code: CODE, triggers: [{ trigger: "moon" }] });
  await expect(wrong).rejects.toMatchObject({ status: "TRIGGER_TYPE_INVALID", field: "triggers" });
  await expect(Actions.create({ name: "empty", code: " " })).rejects.toMatchObject({ status: "CODE_EMPTY" });

  expect(await Actions.unpublish(action.id)).toMatchObject({ action: { isPublished: false } });
  expect((await Actions.getById(action.id)).action).toMatchObject({ name: "confirm-booking", actionVersion: "v3" });
  expect(await Actions.get({ limit: 10 })).toMatchObject({ pagination: { total: 1, hasMore: false } });
  expect(await Actions.remove(action.id)).toBeUndefined();
  expect(await Actions.get()).toEqual({ actions: [], pagination: { total: 0, hasMore: false } });
});
