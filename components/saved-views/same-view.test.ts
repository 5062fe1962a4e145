import { expect, it } from "vitest";
import { isSameView } from "./same-view.ts";

it("compares what a view says, not how it is written", () => {
  expect(isSameView("status=failed,crashed&range=today", "range=today&status=failed%2Ccrashed")).toBe(true);
  expect(isSameView("status=failed", "status=failed&task=1")).toBe(false);
  expect(isSameView("", "")).toBe(true);
});
