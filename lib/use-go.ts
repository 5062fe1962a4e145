"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { leavePage } from "./unsaved.ts";

/**
 * Goes to a path of the studio; asks first where that would lose something unsaved. The router's own `push` asks nothing:
 * it is for leaving what was just saved or deleted.
 */
export function useGo(): (path: string) => void {
  const router = useRouter();
  return useCallback(
    (path) => {
      const isSamePage = new URL(path, window.location.href).pathname === window.location.pathname;
      if (isSamePage) router.push(path);
      else leavePage(() => router.push(path));
    },
    [router],
  );
}
