import { describe, expect, it } from "vitest";
import { storableJson, storablePayload, storableText } from "./storable.ts";

describe("what is stored", () => {
  it("has no NUL and no lone surrogate, in values and in keys", () => {
    expect(storableJson({ "k\u0000": ["a\u0000b", "\ud800", "😀"] })).toEqual({
      "k\uFFFD": ["a\uFFFDb", "\uFFFD", "😀"],
    });
    expect(storableText("plain")).toBe("plain");
  });

  it("keeps a key named __proto__ as the plain key that it is", () => {
    const stored = storableJson(JSON.parse('{"__proto__":{"isAdmin":true}}')) as Record<string, unknown>;
    expect(Object.keys(stored)).toEqual(["__proto__"]);
    expect(stored.isAdmin).toBeUndefined();
  });

  it("refuses what is nested too deeply or too large", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 10_000; level++) deep = [deep];
    expect(() => storablePayload(deep)).toThrow("nested");
    expect(() => storablePayload("x".repeat(1_048_575))).toThrow(/1,048,577 bytes/);
    expect(storablePayload("x".repeat(1_048_574))).toHaveLength(1_048_574);
  });

  it("takes no payload as null", () => {
    expect(storablePayload(undefined)).toBeNull();
  });
});
