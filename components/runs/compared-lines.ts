/** Of each run so many lines are compared, the first ones. */
export const LINES_COMPARED = 1_000;

/** What the comparison asks the server for; on the server, the page asks the same ahead. */
export const comparedLinesInput = (appId: number, runId: number) =>
  ({ appId, runId, order: "asc", limit: LINES_COMPARED }) as const;
