"use client";

import { useTheme } from "next-themes";
import { Toaster } from "sonner";

/** Where toasts appear. */
export function Toasts() {
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
