"use client";

import { Copy, UnfoldVertical } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import type { LogLine } from "#domain/log.ts";
import { formatAbsolute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { copyLine } from "./copy-line.ts";

/** The facts of an open line, and what can be done with it. */
export function LineActions({ line }: { line: LogLine }) {
  const appId = useAppId();
  // The filter stays in the address, for the way back.
  const query = new URLSearchParams(useSearchParams());
  query.set("line", String(line.id));
  query.set("context", "run");
  return (
    <div className="my-1 ml-6 flex flex-wrap items-center gap-x-2 gap-y-1 font-sans">
      <Button size="sm" variant="ghost" asChild>
        <Link href={`/apps/${appId}/logs?${query}`} scroll={false}>
          <UnfoldVertical aria-hidden /> Show context
        </Link>
      </Button>
      <Button size="sm" variant="ghost" onClick={() => copyLine(line.message)}>
        <Copy aria-hidden /> Copy line
      </Button>
      <span className="text-[0.8125rem] text-faint">
        {formatAbsolute(line.at)} ·{" "}
        <Link href={`/apps/${appId}/runs/${line.runId}`} className="link">
          run #{line.runId}
        </Link>{" "}
        · line {line.seq}
        {line.durationMs !== null && ` · took ${formatDuration(line.durationMs)}`}
      </span>
    </div>
  );
}
