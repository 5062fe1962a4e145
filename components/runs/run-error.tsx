"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { NEED_FACTS } from "#domain/screen-needs.ts";
import { cx } from "#lib/cx.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CodeFrame } from "./code-frame.tsx";
import { runStatusLook } from "./run-status.ts";
import type { ShownRun } from "./shown-run.ts";

/** What went wrong, whose fault it was, and the line of the builder's code where it happened. */
export function RunError({ run }: { run: ShownRun }) {
  const trpc = useTRPC();
  const { error, screenVersion } = run;
  const isOurs = run.status === "crashed";
  const version = useQuery({
    ...trpc.screens.version.queryOptions({ appId: run.appId, id: run.pageId, version: screenVersion ?? 1 }),
    enabled: error?.line !== undefined && screenVersion !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const completed = useQuery({
    ...trpc.runs.list.queryOptions({
      appId: run.appId,
      taskId: run.taskId,
      status: "completed",
      cursor: run.id,
      limit: 1,
    }),
    enabled: error !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!error) return null;
  const { line } = error;
  const good = completed.data?.runs[0];
  return (
    <section aria-label="Error" className={cx("panel overflow-hidden", isOurs ? "border-ours" : "border-bad")}>
      <header
        className={cx(
          "flex flex-wrap items-center gap-2 px-4 py-2",
          isOurs ? "bg-ours-soft text-ours" : "bg-bad-soft text-bad",
        )}
      >
        <h2 className="mr-auto min-w-0 break-words font-semibold">{error.name}</h2>
        <span className="order-last basis-full text-[0.8125rem] sm:order-none sm:basis-auto">
          {runStatusLook(run.status).meaning}
        </span>
        <CopyButton text={`${error.name}: ${error.message}\n${error.stack}`} />
      </header>
      <div className="space-y-3 px-4 py-3">
        <p className="whitespace-pre-wrap break-words">{error.message}</p>
        {error.needs && (
          <Link className="link" href={`/apps/${run.appId}/screens/${run.pageId}?panel=settings`}>
            Switch on {NEED_FACTS[error.needs].label} in the settings of {run.screenName}
          </Link>
        )}
        {line !== undefined && (
          <>
            <p className="text-[0.8125rem] text-soft">
              <Link className="link" href={`/apps/${run.appId}/screens/${run.pageId}?line=${line}`}>
                {run.screenName}
              </Link>
              {screenVersion !== null && ` version ${screenVersion}`}, line {line}
              {error.column !== undefined && `, column ${error.column}`}
            </p>
            {version.data?.code !== undefined && (
              <CodeFrame code={version.data.code} line={line} column={error.column} />
            )}
          </>
        )}
        {good && (
          <p className="text-[0.8125rem]">
            <Link className="link" href={`/apps/${run.appId}/runs/${run.id}/compare/${good.id}`}>
              Compare with the last completed run, #{good.id}
            </Link>
          </p>
        )}
        {error.stack && (
          <details>
            <summary className="text-[0.8125rem] text-soft">Stack</summary>
            <pre className="mt-2 overflow-x-auto text-[0.8125rem] text-soft">{error.stack}</pre>
          </details>
        )}
      </div>
    </section>
  );
}
