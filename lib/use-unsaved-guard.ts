"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { guardUnsaved } from "./unsaved.ts";

/**
 * Holds the reader back while there are unsaved changes: the browser's own question on closing or reloading, ours on
 * links, on `useGo` and on going back. Render a dialog while `asking`; `leave` goes on, `stay` forgets the move.
 */
export function useUnsavedGuard(dirty: boolean) {
  const router = useRouter();
  const [target, setTarget] = useState<{ go: () => void } | null>(null);
  const leaving = useRef(false);

  useEffect(() => {
    if (!dirty) return;
    leaving.current = false;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!leaving.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!(link instanceof HTMLAnchorElement) || !isPlain || link.target || link.origin !== window.location.origin)
        return;
      if (link.pathname === window.location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget({ go: () => router.push(link.pathname + link.search + link.hash) });
    };
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== "traverse" || !event.cancelable || leaving.current) return;
      if (new URL(event.destination.url).pathname === window.location.pathname) return;
      event.preventDefault();
      const { key } = event.destination;
      setTarget({ go: () => void window.navigation.traverseTo(key) });
    };
    const unguard = guardUnsaved((go) => setTarget({ go }));
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    // Not every browser has it; without it the back button asks nothing.
    const navigation: Navigation | undefined = window.navigation;
    navigation?.addEventListener("navigate", onNavigate);
    return () => {
      unguard();
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
      navigation?.removeEventListener("navigate", onNavigate);
    };
  }, [dirty, router]);

  return {
    asking: target !== null,
    stay: () => setTarget(null),
    leave: () => {
      leaving.current = true;
      target?.go();
      setTarget(null);
    },
  };
}
