import { expect, it } from "vitest";
import { webhookKey, webhookSignature } from "./webhook-signature.ts";

// The worked example of the Standard Webhooks libraries.
it("signs as the standard's own example", () => {
  const key = webhookKey("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  expect(webhookSignature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}')).toBe(
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  );
});

it("refuses a weak secret without quoting it", () => {
  expect(() => webhookKey("whsec_c2hvcnQ=")).toThrow("at least 24 bytes");
  expect(() => webhookKey("hunter2 hunter2 hunter2 hunter2")).not.toThrow("hunter2");
});
