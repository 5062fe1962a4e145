import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "#server/runner/drain.ts";
import { getRun, requestRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { getMessage, listMessages, resendMessage, sendSms } from "./index.ts";
import { webhookKey, webhookSignature } from "./webhook-signature.ts";

const SMS_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const settings: Record<string, string> = { SMS_WEBHOOK_SECRET: SMS_SECRET };
let webhook: FetchServer;
let texted: { headers: Headers; body: string }[];
let webhookStatus = 204;

beforeAll(async () => {
  webhook = await serveFetch(async (request) => {
    texted.push({ headers: request.headers, body: await request.text() });
    return new Response(null, { status: webhookStatus });
  });
  settings.SMS_WEBHOOK_URL = `${webhook.url}/sms`;
});
const system = useTestSystem(settings);
afterAll(() => webhook.close());
beforeEach(() => {
  texted = [];
  webhookStatus = 204;
});

describe("a text message", () => {
  it("reaches the webhook with a signature that proves its sender", async () => {
    const app = await system.newApp();
    const screen = await system.newScreen(
      app,
      handler("return (await Fliplet.Communicate.sendSMS({ data: { to: '+44 1234 567-890', body: 'Hey!' } })).status"),
    );
    await createTask(app, { name: "task", pageId: screen.id });
    const { runId } = await requestRun(app, { idOrName: "task" });
    await drain(system.container.runnerDeps, new AbortController().signal);
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "completed", result: "sent" });
    const [{ headers, body }] = texted as [(typeof texted)[0]];
    expect(JSON.parse(body)).toMatchObject({
      type: "sms.send",
      data: { to: "+441234567890", body: "Hey!", appId: app.appId },
    });
    const id = headers.get("webhook-id")!;
    const timestampS = Number(headers.get("webhook-timestamp"));
    expect(headers.get("webhook-signature")).toBe(webhookSignature(webhookKey(SMS_SECRET), id, timestampS, body));
    const [message] = (await listMessages(app, { channel: "sms" })).messages;
    expect(await getMessage(app, { id: message!.id })).toMatchObject({ messageId: id, text: "Hey!", html: null });
  });

  it("that the webhook refuses has failed, and goes again under the same id", async () => {
    const app = await system.newApp();
    webhookStatus = 500;
    await expect(sendSms(app, { data: { to: "12345", body: "x" } }, null)).rejects.toMatchObject({
      status: "MESSAGE_NOT_SENT",
      message: expect.stringContaining("500"),
    });
    webhookStatus = 204;
    const [message] = (await listMessages(app, { status: "failed" })).messages;
    await resendMessage(app, { id: message!.id });
    expect(new Set(texted.map(({ headers }) => headers.get("webhook-id"))).size).toBe(1);
  });
});
