import { createTRPCClient, httpBatchStreamLink } from "@trpc/client";
import type { AppRouter } from "#server/trpc/root.ts";

let client: ReturnType<typeof create> | undefined;

const create = () => createTRPCClient<AppRouter>({ links: [httpBatchStreamLink({ url: "/api/trpc", maxItems: 1 })] });

/** For calls that tell while they go on: they resolve to what can be iterated, and end when their signal is aborted. */
export function streamClient() {
  client ??= create();
  return client;
}
