import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyCall } from "./verify-call.ts";

const NOW = new Date("2026-01-05T08:00:00Z");
const S = NOW.getTime() / 1_000;
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const BODY = '{"a":1}';

const sign = (id: string, timestamp: number | string, body = BODY, key = Buffer.alloc(32, 7)) =>
  `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;

const standard = (overrides: Record<string, string> = {}, timestamp: number | string = S) =>
  verifyCall(
    "hmac",
    SECRET,
    {
      headers: new Headers({
        "webhook-id": "msg_1",
        "webhook-timestamp": String(timestamp),
        "webhook-signature": sign("msg_1", timestamp),
        ...overrides,
      }),
      body: Buffer.from(BODY),
    },
    NOW,
  );

describe("a call signed as Standard Webhooks says", () => {
  // The example of the specification's own reference libraries.
  it("is told by the vector of the specification", () => {
    const verdict = verifyCall(
      "hmac",
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      {
        headers: new Headers({
          "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
          "webhook-timestamp": "1614265330",
          "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        }),
        body: Buffer.from('{"test": 2432232314}'),
      },
      new Date(1_614_265_330_000),
    );
    expect(verdict).toEqual({ id: "msg_p5jXN8AQM9LWM0D4loKWxJek" });
  });

  it.each([S, S - 300, S + 300])("passes within five minutes: %s", (timestamp) => {
    expect(standard({}, timestamp)).toEqual({ id: "msg_1" });
  });

  it("passes when one of several signatures is right, as while its sender rotates keys", () => {
    const other = sign("msg_1", S, BODY, Buffer.alloc(32, 8));
    expect(standard({ "webhook-signature": `v1a,xyz ${other} ${sign("msg_1", S)}` })).toEqual({ id: "msg_1" });
  });

  it.each([
    ["too old", standard({}, S - 301), "5 minutes"],
    ["of the future", standard({}, S + 301), "5 minutes"],
    ["of no time", standard({ "webhook-signature": sign("msg_1", "soon") }, "soon"), "5 minutes"],
    ["another id", standard({ "webhook-id": "msg_2" }), "not right"],
    ["another time", standard({ "webhook-timestamp": String(S - 1) }), "not right"],
    ["another body", standard({ "webhook-signature": sign("msg_1", S, '{"a":2}') }), "not right"],
    ["another key", standard({ "webhook-signature": sign("msg_1", S, BODY, Buffer.alloc(32, 8)) }), "not right"],
    ["no version", standard({ "webhook-signature": sign("msg_1", S).slice(3) }), "not right"],
    ["nothing", standard({ "webhook-signature": "" }), "not right"],
    ["no id", standard({ "webhook-id": "" }), "lacked webhook-id"],
  ])("is refused: %s", (_case, verdict, reason) => {
    expect(verdict).toEqual({ refusal: expect.stringContaining(reason) });
  });
});

const plain = (kind: "hmac" | "key", secret: string, headers: Record<string, string>) =>
  verifyCall(kind, secret, { headers: new Headers(headers), body: Buffer.from("Hello, World!") }, NOW);

describe("a call signed as GitHub does", () => {
  // The example of GitHub's own documentation.
  const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  it("is told by the vector of its documentation, and named by its delivery", () => {
    const headers = { "x-hub-signature-256": signature, "x-github-delivery": "d-1" };
    expect(plain("hmac", "It's a Secret to Everybody", headers)).toEqual({ id: "d-1" });
  });

  it("is refused with another key", () => {
    expect(plain("hmac", "Another", { "x-hub-signature-256": signature })).toEqual({
      refusal: expect.stringContaining("not right"),
    });
  });
});

describe("a call with a key", () => {
  it.each([
    [{ authorization: "Bearer whk_a" }, { id: null }],
    [{ "x-webhook-key": "whk_a", "idempotency-key": "k" }, { id: "k" }],
    [{ "x-webhook-key": "whk_b" }, { refusal: expect.stringContaining("not the webhook's") }],
    [{ authorization: "Basic whk_a" }, { refusal: expect.stringContaining("no key") }],
    [{}, { refusal: expect.stringContaining("no key") }],
    [{ "x-webhook-key": "whk_a", "webhook-id": "x".repeat(151) }, { fault: expect.stringContaining("longer") }],
  ])("%j", (headers, verdict) => {
    expect(plain("key", "whk_a", headers as Record<string, string>)).toEqual(verdict);
  });

  it("does not pass where calls are signed, nor the other way round", () => {
    expect(plain("hmac", "whk_a", { "x-webhook-key": "whk_a" })).toHaveProperty("refusal");
    expect(plain("key", "It's a Secret to Everybody", { "x-hub-signature-256": "sha256=x" })).toHaveProperty("refusal");
  });
});
