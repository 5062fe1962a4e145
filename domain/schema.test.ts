import { describe, expect, it } from "vitest";
import { instantSchema } from "./schema.ts";

describe("an instant", () => {
  it.each(["2026-01-31T08:00:00Z", "2024-02-29T23:59:59.999Z", "2026-03-29T01:30:00+01:00", "9999-12-31T23:59:59Z"])(
    "may be %s",
    (text) => expect(instantSchema.parse(text)).toBe(text),
  );

  it.each([
    ...["0000-01-01T00:00:00Z", "0999-12-31T23:59:59Z", "+275760-09-13T00:00:00Z", "9999-12-31T23:59:59-01:00"],
    ...["2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:01Z"],
    ...["2026-01-31T08:00:00", "2026-01-31", "31.01.2026", "now", "", 0, 1e15, null, {}],
  ])("is no instant: %s", (value) => {
    expect(instantSchema.safeParse(value).error?.issues[0]?.message).toMatch(/^Expected an instant/);
  });
});
