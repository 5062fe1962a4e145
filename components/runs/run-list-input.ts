import type { RunFilterInput, RunSort } from "#domain/run.ts";

export const RUNS_A_PAGE = 50;

/** What the list of runs asks the server for a filter; on the server, the page asks the same ahead. */
export const runListInput = (appId: number, filter: RunFilterInput, sort: RunSort = "newest") => ({
  appId,
  ...filter,
  ...(sort !== "newest" && { sort }),
  limit: RUNS_A_PAGE,
});
