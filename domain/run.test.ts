import { expect, it } from "vitest";
import { isFinal, RUN_STATUSES } from "./run.ts";

it("counts every status but queued and running as an end", () => {
  expect(RUN_STATUSES.filter((status) => !isFinal(status))).toEqual(["queued", "running"]);
});
