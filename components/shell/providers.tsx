"use client";

import { ThemeProvider, useTheme } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Toaster } from "sonner";
import { TooltipProvider } from "#components/ui/tooltip.tsx";
import { TrpcProvider } from "#lib/trpc/client.tsx";
import { ViewerCookie } from "./viewer-cookie.tsx";

function Toasts() {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      mobileOffset={{ bottom: "5rem" }}
      closeButton
    />
  );
}

/** What every page needs around it: theme, address state, server calls, tooltips, toasts. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <NuqsAdapter>
        <TrpcProvider>
          <TooltipProvider>{children}</TooltipProvider>
          <Toasts />
          <ViewerCookie />
        </TrpcProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
