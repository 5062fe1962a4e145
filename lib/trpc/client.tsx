"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "#server/trpc/root.ts";
import { makeQueryClient } from "./query-client.ts";

const context = createTRPCContext<AppRouter>();

/** The typed calls of the server, as options for TanStack Query's hooks. */
export const useTRPC = context.useTRPC;

/** The same calls as plain promises, for what has its own paging. */
export const useTRPCClient = context.useTRPCClient;

let onSignedIn = () => {};

/** What to do then is fetched when it first happens. */
async function onSignedOut(): Promise<void> {
  const signedOut = await import("../signed-out.tsx");
  onSignedIn = signedOut.onSignedIn;
  signedOut.onSignedOut();
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() =>
    makeQueryClient(
      () => void onSignedOut(),
      () => onSignedIn(),
    ),
  );
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/api/trpc", maxURLLength: 4_000 })] }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
