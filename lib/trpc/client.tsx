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

/** Pages for those who are not signed in. */
const OPEN_PAGES = ["/sign-in", "/setup", "/invite", "/forgot-password", "/reset-password", "/verify-email"];

/** Sends the person to the sign-in page, and back here after it. */
function leaveForSignIn() {
  const { pathname, search } = window.location;
  if (OPEN_PAGES.some((page) => pathname.startsWith(page))) return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => makeQueryClient(leaveForSignIn));
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
