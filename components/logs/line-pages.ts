import type { ListLinesInput } from "#domain/log.ts";

export type LinePagesInput = Omit<ListLinesInput, "cursor" | "limit"> & { appId: number; limit: number };

/** Where the pages of these lines are kept. */
export const linePagesKey = (input: LinePagesInput) => ["logs.lines pages", input] as const;

/** What a run's page reads of its log. */
export const runLinesInput = (appId: number, runId: number): LinePagesInput => ({
  appId,
  runId,
  order: "asc",
  limit: 500,
});
