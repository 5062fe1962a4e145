import { describe, expect, it } from "vitest";
import { sendPushInput, subscribeInput } from "./push.ts";

const KEYS = { p256dh: "B".repeat(87), auth: "a".repeat(22) };
const ENDPOINT = "https://push.example.org/send/1";

describe("a subscription", () => {
  it.each([
    ["not an address", { endpoint: "push" }, "endpoint"],
    ["another scheme", { endpoint: "ftp://push.example.org" }, "endpoint"],
    ["a name in the address", { endpoint: "https://me:you@push.example.org" }, "endpoint"],
    ["a long address", { endpoint: `https://push.example.org/${"x".repeat(2_000)}` }, "endpoint"],
    ["a short key", { keys: { ...KEYS, p256dh: "B".repeat(86) } }, "keys.p256dh"],
    ["a long secret", { keys: { ...KEYS, auth: "a".repeat(24) } }, "keys.auth"],
    ["another alphabet", { keys: { ...KEYS, auth: `${"a".repeat(21)}+` } }, "keys.auth"],
    ["a field of its own", { user: "ada" }, ""],
  ])("with %s is refused", (_name, change, field) => {
    const { error } = subscribeInput.safeParse({ endpoint: ENDPOINT, keys: KEYS, ...change });
    expect(error?.issues[0]?.path.join(".")).toBe(field);
  });

  it("is what PushSubscription.toJSON() gives", () => {
    const json = { endpoint: ENDPOINT, expirationTime: null, keys: { ...KEYS, auth: `${KEYS.auth}==` } };
    expect(subscribeInput.parse(json).endpoint).toBe(ENDPOINT);
  });
});

describe("the options of sendPushNotification", () => {
  const read = (options: unknown, appId: unknown = 7) => sendPushInput.safeParse({ appId, options });

  it("leave out what is not said", () => {
    expect(read({ title: "Hi", badge: null }, "7").data).toEqual({
      appId: 7,
      options: { content: { title: "Hi", body: "", ttl: 86_400, urgency: "normal" }, subscription: null },
    });
    expect(read({ title: "Hi", url: "/a", navigate: "/b" }).data?.options.content.navigate).toBe("/b");
  });

  it.each([
    [{}, "title"],
    [{ title: "x", subscription: true }, "subscription"],
    [{ title: "x", subscription: [{}] }, "subscription"],
    [{ title: "x", badge: 1.5 }, "badge"],
    [undefined, "title"],
  ])("%j is refused in words", (options, word) => {
    expect(read(options).error?.issues[0]?.message).toContain(word);
  });

  it("need an app", () => {
    expect(read({ title: "x" }, null).error?.issues[0]?.message).toContain("Fliplet.Env.get('appId')");
  });
});
