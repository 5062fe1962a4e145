import { describe, expect, it } from "vitest";
import type { Task } from "#domain/task.ts";
import { namesOf, settleEach } from "./settle-each.ts";

const tasks = ["a", "b", "c", "d"].map((name, id) => ({ id, name }) as Task);

describe("settleEach", () => {
  it("goes on where one fails, and says which and why", async () => {
    const steps: number[] = [];
    const settled = await settleEach(
      tasks.slice(0, 3),
      (task) => (task.name === "b" ? Promise.reject(new Error("It is gone.")) : Promise.resolve()),
      (count) => steps.push(count),
    );
    expect(steps).toEqual([1, 2, 3]);
    expect(settled.done.map(({ name }) => name)).toEqual(["a", "c"]);
    expect(settled.left).toEqual([{ task: tasks[1], reason: "It is gone." }]);
  });
});

describe("namesOf", () => {
  it("names a few, and counts many", () => {
    expect([0, 1, 2, 3, 4].map((count) => namesOf(tasks.slice(0, count)))).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
      "4 tasks",
    ]);
  });
});
