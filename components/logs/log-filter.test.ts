import { describe, expect, it } from "vitest";
import { isFiltered, lineFilterOf, NO_FILTER } from "./log-filter.ts";

const NOW = Date.UTC(2026, 0, 2, 12);
const MIDNIGHT = Date.UTC(2026, 0, 2);

describe("the log's filter as a request", () => {
  it.each([
    [{}, {}],
    [
      { task: 3, run: 9, level: ["warn", "error"] },
      { taskId: 3, runId: 9, level: ["warn", "error"] },
    ],
    [{ q: "  " }, {}],
    [{ q: ' "Order" ' }, { search: '"Order"' }],
    [{ field: "orderId=17" }, { field: { name: "orderId", value: "17" } }],
    [{ field: "=" }, {}],
    [{ range: "1h" }, { from: "2026-01-02T11:00:00.000Z" }],
    [{ range: "today" }, { from: "2026-01-02T00:00:00.000Z" }],
    [{ range: "custom", to: new Date(NOW) }, { to: "2026-01-02T12:00:00.000Z" }],
    [{ range: "1h", to: new Date(NOW) }, { from: "2026-01-02T11:00:00.000Z" }],
  ] as const)("%j", (filter, request) => {
    expect(lineFilterOf({ ...NO_FILTER, ...(filter as object) }, NOW, MIDNIGHT)).toEqual(request);
  });

  it("is one as soon as anything is chosen", () => {
    expect(isFiltered(NO_FILTER)).toBe(false);
    expect(isFiltered({ ...NO_FILTER, kind: ["mail"] })).toBe(true);
  });
});
