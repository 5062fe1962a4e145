"use client";

import { useRouter } from "next/navigation";
import { toast } from "#lib/toast.ts";
import { hasUnsaved } from "#lib/unsaved.ts";
import { useGo } from "#lib/use-go.ts";

/** Opens a run that was just started. Where something unsaved would be lost by it, a toast offers the way instead. */
export function useShowRun(appId: number): (runId: number) => void {
  const router = useRouter();
  const go = useGo();
  return (runId) => {
    const path = `/apps/${appId}/runs/${runId}`;
    if (!hasUnsaved()) router.push(path);
    else toast.success(`Run #${runId} has started.`, { action: { label: "Show", onClick: () => go(path) } });
  };
}
