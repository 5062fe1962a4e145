/** What a release brought, as the items of the feed at /releases.xml: one an item that users can read about. */
export interface ReleaseNote {
  /** Never changes: feed readers know an item by it. */
  id: string;
  version: string;
  /** ISO 8601 UTC. */
  publishedAt: string;
  title: string;
  summary: string;
}

/** Newest first. */
export const RELEASE_NOTES: readonly ReleaseNote[] = [
  {
    id: "0.1.0-studio",
    version: "0.1.0",
    publishedAt: "2026-11-24T12:03:00Z",
    title: "0.1.0: write, test, publish and schedule in the studio",
    summary:
      "A code editor with test runs beside it, schedules in words with their next ten fire times, runs that you can follow live, and a log you can search.",
  },
  {
    id: "0.1.0-sdk",
    version: "0.1.0",
    publishedAt: "2026-11-24T12:02:00Z",
    title: "0.1.0: call tasks from your app",
    summary:
      "Fliplet.App.Tasks with create, get, update, remove, run, runWithResult and getLogs, for pages of any origin that a token lists, and for Node.",
  },
  {
    id: "0.1.0-ledger",
    version: "0.1.0",
    publishedAt: "2026-11-24T12:01:00Z",
    title: "0.1.0: one fire, one run",
    summary:
      "Every fire of a schedule has exactly one row, however many processes tick and however late they come; what was missed is recorded with its reason.",
  },
  {
    id: "0.1.0-sandbox",
    version: "0.1.0",
    publishedAt: "2026-11-24T12:00:00Z",
    title: "0.1.0: a sandbox for each run",
    summary:
      "A screen's code runs in an isolate of its own inside a child process, with limits on time, memory, output and on what it may reach.",
  },
];
