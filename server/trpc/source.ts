import type { Source } from "../context.ts";

/**
 * Tells the address of a request's caller. Only what stands before us may set it: the process's own door, or the proxy
 * where there is none; both overwrite what a client sends.
 */
export const CLIENT_ADDRESS_HEADER = "x-app-tasks-client";

/** Names a request in its answer and in the audit trail; set as the address is. */
export const REQUEST_ID_HEADER = "x-request-id";

const USER_AGENT_LENGTH_MAX = 300;

/** Where a request came from, as far as it tells. */
export function sourceOf(headers: Headers): Source {
  return {
    ip: headers.get(CLIENT_ADDRESS_HEADER),
    userAgent: headers.get("user-agent")?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
    requestId: headers.get(REQUEST_ID_HEADER)?.slice(0, 100) ?? null,
  };
}
