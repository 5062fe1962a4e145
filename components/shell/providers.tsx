"use client";

import dynamic from "next/dynamic";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useEffect } from "react";
import "#lib/early-input.ts";
import { TrpcProvider } from "#lib/trpc/client.tsx";
import { ViewerCookie } from "./viewer-cookie.tsx";

const Toasts = dynamic(() => import("./toasts.tsx").then((module) => module.Toasts), { ssr: false });

/** What every page needs around it: theme, address state, server calls, tooltips, toasts. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  useEffect(() => window.earlyInput?.wakeUp(), []);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      // Browsers hide it from scripts, and React would miss it there.
      {...(nonce !== undefined && { nonce })}
    >
      <NuqsAdapter>
        <TrpcProvider>
          {children}
          <Toasts />
          <ViewerCookie />
        </TrpcProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
