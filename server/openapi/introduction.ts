import type { Tag } from "../rest/operation.ts";

/** What one needs to know before the first call. */
export const INTRODUCTION = [
  "Every call carries a token of the app: `Authorization: Bearer <token>`. Tokens are made in the studio under Connect; what one may do is its scopes. A page of another origin needs a token that lists the origin.",
  "Bodies and answers are JSON, times ISO 8601 UTC, durations milliseconds. A field that a call does not have is refused, not ignored.",
  'A refusal is `{ "error": { "status", "message" } }`: status is the word to branch on and never changes, message a sentence for a person, field names what is at fault. 429 carries `Retry-After`, in seconds. What goes wrong on our side is answered with 500 and status INTERNAL, and is recorded.',
  "Lists are read on with `cursor`: send the `nextCursor` of the answer before, until it is null.",
  "The same procedures are there over tRPC at `/api/trpc`; each operation names its own. Their types are at `/sdk/router.d.ts`; a client for pages is at `/sdk/fliplet.mjs`, with its own types at `/sdk/fliplet.d.ts`.",
].join("\n\n");

const NOTES: Record<Tag, string> = {
  Tasks: "A task is a screen and how it starts: on a schedule, on demand, or both.",
  Actions: "An action is a task with code of its own: async function execute(context).",
  Runs: "Every fire of a schedule and every wish to run a task leaves one run.",
  Logs: "What runs said and did, and the record that each of them left.",
  Schedules: "Cron expressions in words, their fire times, and what became of them.",
  Screens: "The code that tasks run, in versions, of which one is published.",
  "Data sources": "The app's tables.",
  Messages: "Mails, text messages and push messages that runs sent.",
  Notifications: "The inbox and the push subscriptions of the app's users.",
  Tokens: "What the token that you send is.",
};

export const TAG_NOTES = Object.entries(NOTES).map(([name, description]) => ({ name, description }));
