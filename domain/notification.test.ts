import { describe, expect, it } from "vitest";
import { insertNotificationInput } from "./notification.ts";

describe("what Notifications.insert takes", () => {
  it.each([
    [{ data: {} }, "data.title or data.message"],
    [{ data: { title: "x" }, status: "scheduled" }, "needs orderAt"],
    [{ data: { title: "x" }, orderAt: "tomorrow" }, "orderAt must be an instant"],
    [{ data: { title: "x", more: "x".repeat(16_384) } }, "16384 bytes"],
    [{ data: { title: "x" }, pushNotification: { payload: { ttl: -1 } } }, "ttl must not be negative"],
    [{}, "data"],
  ])("refuses case %#", (notification, message) => {
    const { error } = insertNotificationInput.safeParse(notification);
    expect(error?.issues[0]?.message).toContain(message);
  });

  it.each([1_769_846_400, 1_769_846_400_000, "2026-01-31T08:00:00Z", "2026-01-31T09:00:00+01:00"])(
    "takes %j for an instant",
    (orderAt) => {
      const read = insertNotificationInput.parse({ data: { title: "x" }, orderAt });
      expect(read.orderAt?.toISOString()).toBe("2026-01-31T08:00:00.000Z");
    },
  );

  it("lets the push say what the notification says, within a push's bounds", () => {
    const data = { title: "t".repeat(300), message: "m".repeat(3_000), navigate: "/rooms/5" };
    const { push } = insertNotificationInput.parse({ data, pushNotification: { payload: { badge: 2 } } });
    expect(push).toMatchObject({ title: "t".repeat(200), body: "m".repeat(500), navigate: "/rooms/5", badge: 2 });
    expect(insertNotificationInput.parse({ data }).push).toBeNull();
  });

  it("names the field of the push that is not right", () => {
    const payload = { title: 5 };
    const { error } = insertNotificationInput.safeParse({ data: { title: "x" }, pushNotification: { payload } });
    expect(error?.issues[0]?.path).toEqual(["pushNotification", "payload", "title"]);
  });
});
