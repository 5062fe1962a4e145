export const TOKEN_KINDS = ["secret", "publishable"] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/**
 * What a token may do. `logs:read` covers runs too; `tasks:run` covers waiting for, repeating and cancelling a run;
 * `notifications:receive` covers a page's push subscription and inbox.
 */
export const SCOPES = [
  "tasks:read",
  "tasks:write",
  "tasks:run",
  "logs:read",
  "screens:read",
  "screens:write",
  "data:read",
  "data:write",
  "messages:read",
  "notifications:receive",
] as const;
export type Scope = (typeof SCOPES)[number];

/** What a publishable token may hold: it stands in a page's source for everyone to read. */
export const PUBLISHABLE_SCOPES: readonly Scope[] = ["tasks:run", "notifications:receive"];
