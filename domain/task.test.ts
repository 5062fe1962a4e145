import { describe, expect, it } from "vitest";
import { createTaskInput, idOrNameSchema, taskNameSchema } from "./task.ts";

const statusOf = (name: unknown) => {
  const issue = taskNameSchema.safeParse(name).error?.issues[0];
  return issue && "params" in issue ? (issue.params as { status: string }).status : undefined;
};

describe("a task's name", () => {
  it.each(["hello-world-123", "a", "A_b-9", "constructor", "__proto__", "123", "x".repeat(255)])(
    "may be %s",
    (name) => {
      expect(taskNameSchema.parse(name)).toBe(name);
    },
  );

  it.each([
    [undefined, "NAME_REQUIRED"],
    [null, "NAME_REQUIRED"],
    ["", "NAME_EMPTY"],
    ["x".repeat(256), "NAME_TOO_LONG"],
    [7, "NAME_INVALID_CHARS"],
    ["a b", "NAME_INVALID_CHARS"],
    ["a.b", "NAME_INVALID_CHARS"],
    ["a/b", "NAME_INVALID_CHARS"],
    ["a\n", "NAME_INVALID_CHARS"],
    ["a\u0000", "NAME_INVALID_CHARS"],
    ["é", "NAME_INVALID_CHARS"],
    ["ＡＢＣ", "NAME_INVALID_CHARS"],
    ["а", "NAME_INVALID_CHARS"],
    ["😀", "NAME_INVALID_CHARS"],
  ])("may not be %j (%s)", (name, status) => {
    expect(statusOf(name)).toBe(status);
  });
});

describe("creating a task", () => {
  it.each([0, -1, 1.5, "1", "1 OR 1=1", null, [], {}, true, 2 ** 53])("refuses %j as pageId", (pageId) => {
    expect(createTaskInput.safeParse({ name: "a", pageId }).error?.issues[0]?.path).toEqual(["pageId"]);
  });

  it.each(["false", 0, "0", null])("refuses %j as active", (active) => {
    expect(createTaskInput.safeParse({ name: "a", pageId: 1, active }).error?.issues[0]?.path).toEqual(["active"]);
  });

  it("refuses fields that only the server decides", () => {
    for (const field of ["id", "appId", "nextRunAt", "lastRunAt", "organizationId"]) {
      expect(createTaskInput.safeParse({ name: "a", pageId: 1, [field]: 1 }).success, field).toBe(false);
    }
  });
});

it("takes an id or a name and nothing else as a reference", () => {
  expect(idOrNameSchema.parse(7)).toBe(7);
  expect(idOrNameSchema.parse("7")).toBe("7");
  for (const other of [0, -1, 1.5, null, undefined, {}, [], true])
    expect(idOrNameSchema.safeParse(other).success).toBe(false);
});
