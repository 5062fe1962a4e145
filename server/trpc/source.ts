import type { Source } from "../context.ts";

/**
 * Tells the address of a request's caller. Only the process's own door may set it, and overwrites what a client sends.
 */
export const CLIENT_ADDRESS_HEADER = "x-app-tasks-client";

/** The same where a hosting platform serves us without a door of our own: it overwrites what a client sends. */
export const PLATFORM_ADDRESS_HEADER = "x-vercel-forwarded-for";

/** Names a request in its answer and in the audit trail; set as the address is. */
export const REQUEST_ID_HEADER = "x-request-id";

const USER_AGENT_LENGTH_MAX = 300;

/** Where a request came from, as far as it tells. */
export function sourceOf(headers: Headers): Source {
  return {
    ip: headers.get(PLATFORM_ADDRESS_HEADER) ?? headers.get(CLIENT_ADDRESS_HEADER),
    userAgent: headers.get("user-agent")?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
    requestId: headers.get(REQUEST_ID_HEADER)?.slice(0, 100) ?? null,
  };
}
