import type { Scope, TokenKind } from "#domain/scope.ts";

/** What each scope allows, in words; the order of the form. */
export const SCOPE_HINTS: Record<Scope, string> = {
  "tasks:run": "Run tasks and get their results; in pages, only tasks that are marked as callable.",
  "tasks:read": "List tasks, their schedules and times.",
  "tasks:write": "Create, change and delete tasks.",
  "logs:read": "Read runs, their logs and results.",
  "data:read": "Read the data sources.",
  "data:write": "Change the data sources.",
  "messages:read": "Read the mails and text messages that runs sent.",
  "notifications:receive": "Subscribe a page to push messages, and show its user their inbox.",
  "screens:read": "Read screens and their code.",
  "screens:write": "Change and publish screens.",
};

export const KIND_HINTS: Record<TokenKind, { label: string; hint: string }> = {
  publishable: {
    label: "Publishable",
    hint: "For pages. Everyone can read it there, so it may only run tasks and receive notifications, from the origins you list.",
  },
  secret: { label: "Secret", hint: "For servers. Keep it out of pages and repositories." },
};
