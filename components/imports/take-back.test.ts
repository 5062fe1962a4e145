import { describe, expect, it } from "vitest";
import type { ImportedTask } from "#domain/import-values.ts";
import { takeBack } from "./take-back.ts";

const MADE: ImportedTask[] = [
  { kind: "task", id: 1, name: "a" },
  { kind: "action", id: 2, name: "b" },
  { kind: "task", id: 3, name: "c" },
];

describe("taking an import back", () => {
  it("goes on, asked again, where a lost connection broke it off", async () => {
    const there = new Set([1, 2, 3]);
    let isLost = true;
    const remove = async ({ kind, id }: ImportedTask) => {
      if (!there.has(id))
        throw Object.assign(new Error("There is none."), { data: { status: `${kind.toUpperCase()}_NOT_FOUND` } });
      if (id === 3 && isLost) throw new TypeError("Failed to fetch");
      there.delete(id);
    };
    await expect(takeBack(MADE, remove)).rejects.toThrow("Failed to fetch");
    expect([...there]).toEqual([3]);
    isLost = false;
    await takeBack(MADE, remove);
    expect([...there]).toEqual([]);
  });

  it("ends where something may not be removed", async () => {
    const asked: number[] = [];
    const refused = Object.assign(new Error("Not you."), { data: { status: "FORBIDDEN" } });
    const remove = async ({ id }: ImportedTask) => {
      asked.push(id);
      throw refused;
    };
    await expect(takeBack(MADE, remove)).rejects.toBe(refused);
    expect(asked).toEqual([1]);
  });
});
