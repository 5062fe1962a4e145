"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { LazyCodeEditor } from "#components/editor/lazy-code-editor.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { ShownRun } from "./shown-run.ts";

/** The very code that the run ran, to read; fetched when it is asked for, with the line that failed in view. */
export function RunCode({ run }: { run: ShownRun }) {
  const [isOpen, setOpen] = useState(false);
  if (run.screenVersion === null) return null;
  return (
    <section aria-label="Code" className="panel overflow-hidden">
      <header className="flex flex-wrap items-center gap-2 py-1 pr-1.5 pl-4">
        <h2 className="mr-auto font-medium">
          Code that ran{" "}
          <span className="ml-1 font-normal text-[0.8125rem] text-faint">
            {run.screenName}, version {run.screenVersion}
          </span>
        </h2>
        <Button size="sm" variant="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Hide code" : "Show code"}
        </Button>
      </header>
      {isOpen && <Code run={run} version={run.screenVersion} />}
    </section>
  );
}

function Code({ run, version }: { run: ShownRun; version: number }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.screens.version.queryOptions(
      { appId: run.appId, id: run.pageId, version },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const line = run.error?.line;
  const column = run.error?.column;
  // The same object as long as it says the same: a new one moves the cursor.
  const target = useMemo(() => (line === undefined ? null : { line, column }), [line, column]);
  if (error) return <ErrorState what="code" error={error} onRetry={refetch} />;
  if (data?.code === undefined) return <Skeleton className="m-4 h-24" />;
  return (
    <div className="border-line border-t">
      <div className="h-96 overflow-hidden">
        <LazyCodeEditor
          value={data.code}
          label={`Code of ${run.screenName}, version ${version}`}
          readOnly
          target={target}
        />
      </div>
      <div className="flex justify-end border-line border-t px-1.5 py-1">
        <CopyButton text={data.code} label="Copy code" />
      </div>
    </div>
  );
}
