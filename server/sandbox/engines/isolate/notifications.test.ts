import { afterAll, expect, it } from "vitest";
import { handler, runScreen } from "../../fixtures/run-screen.ts";
import { createIsolateSandbox } from "./index.ts";

const sandbox = createIsolateSandbox({ size: 1, now: () => 1_700_000_000_000 });
afterAll(() => sandbox.close());

// A loaded machine may take seconds to start a child.
const PATIENT = 60_000;

it("asks for push messages and notifications as the handler wrote them", { timeout: PATIENT }, async () => {
  const asked: unknown[] = [];
  const { outcome } = await runScreen(
    sandbox,
    handler(`
      const push = await Fliplet.Communicate.sendPushNotification(7, { title: 'Hi', subscription: ['ada', 3] });
      const orderAt = new Date(Date.UTC(2026, 0, 31));
      const inbox = Fliplet.Notifications.init({ batchSize: 20 });
      await inbox.insert({ status: 'scheduled', data: { title: 'x' }, orderAt });
      await Fliplet.Notifications.update(5, { id: 9, status: 'draft' });
      await inbox.get(5);
      await Fliplet.Notifications.find();
      return [push, await inbox.remove(5)];`),
    {
      call: async (capability, argsJson) => {
        asked.push([capability, JSON.parse(argsJson)]);
        return '{"sent":1}';
      },
    },
  );
  expect(outcome).toMatchObject({ status: "completed", resultJson: '[{"sent":1},null]' });
  expect(asked).toEqual([
    ["communicate.sendPushNotification", { appId: 7, options: { title: "Hi", subscription: ["ada", 3] } }],
    ["notifications.insert", { status: "scheduled", data: { title: "x" }, orderAt: "2026-01-31T00:00:00.000Z" }],
    ["notifications.update", { id: 5, status: "draft" }],
    ["notifications.get", { id: 5 }],
    ["notifications.find", {}],
    ["notifications.remove", { id: 5 }],
  ]);
});

it("is not fooled by a screen that redefines JSON", { timeout: PATIENT }, async () => {
  const { outcome } = await runScreen(
    sandbox,
    handler(
      "JSON.parse = () => 'forged'; return [await Fliplet.Notifications.get(1), await Fliplet.Communicate.sendPushNotification(7, {})]",
    ),
    { call: async () => '{"id":1}' },
  );
  expect(outcome).toMatchObject({ resultJson: '[{"id":1},{"id":1}]' });
});
