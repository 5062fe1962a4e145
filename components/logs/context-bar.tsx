"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIsClient } from "#lib/use-is-client.ts";
import type { SetLogState } from "./use-log-state.ts";

interface ContextBarProps {
  line: number;
  of: "run" | "app";
  setState: SetLogState;
}

const CHOICES = [
  { value: "run", label: "Its run" },
  { value: "app", label: "The whole app" },
] as const;

/** Which line's surroundings are shown, of what, and the way back to what was filtered. */
export function ContextBar({ line, of, setState }: ContextBarProps) {
  const appId = useAppId();
  const trpc = useTRPC();
  const isClient = useIsClient();
  const { data } = useQuery(trpc.logs.line.queryOptions({ appId, id: line }));
  return (
    <section aria-label="Context" className="panel mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
      <Button size="sm" onClick={() => void setState({ line: null, context: null })}>
        <ArrowLeft aria-hidden /> Back to the log
      </Button>
      <p className="min-w-0 text-soft">
        Lines around line {data ? `${data.seq} of ` : "…"}
        {data && (
          <Link href={`/apps/${appId}/runs/${data.runId}`} className="link">
            run #{data.runId}
          </Link>
        )}
        {data && `, ${data.taskName}`}
      </p>
      <div className="flex items-center gap-2 sm:ml-auto">
        <Segments label="Lines of" options={CHOICES} value={of} onChange={(context) => void setState({ context })} />
        {isClient && <CopyButton text={window.location.href} label="Copy link" />}
      </div>
    </section>
  );
}
