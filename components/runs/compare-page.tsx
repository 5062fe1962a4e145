"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { LogLine } from "#domain/log.ts";
import { plainText } from "#domain/terminal-codes.ts";
import { prettyJson } from "#lib/format/json.ts";
import { formatNumber } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CompareFacts } from "./compare-facts.tsx";
import { comparedLinesInput, LINES_COMPARED } from "./compared-lines.ts";
import { DiffSection } from "./diff-section.tsx";
import type { ShownRun } from "./shown-run.ts";

const jsonLines = (value: unknown) => (value === null || value === undefined ? null : prettyJson(value).split("\n"));

/** How a run ended, as text: its result, or its error. */
const endOf = ({ hasResult, result, error }: ShownRun) =>
  hasResult ? prettyJson(result ?? null).split("\n") : error ? errorLines(error) : null;

/** A stack mostly begins with what the error says. */
function errorLines({ name, message, stack }: NonNullable<ShownRun["error"]>): string[] {
  const head = `${name}: ${message}`;
  return (stack?.startsWith(head) ? stack : [head, stack].filter(Boolean).join("\n")).split("\n");
}

/** A line without its colours and without what differs each time: the time that a call took. */
const lineText = ({ level, kind, message }: LogLine) =>
  `${level.padEnd(5)} ${plainText(kind === "console" ? message : message.replace(/ \(\d+ ms\)$/, "")).replaceAll("\n", "⏎")}`;

/** Two runs side by side: facts, payload, code, end and lines. */
export function ComparePage({ runId, withId }: { runId: number; withId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const first = useQuery(trpc.runs.get.queryOptions({ appId, id: runId }));
  const second = useQuery(trpc.runs.get.queryOptions({ appId, id: withId }));
  const error = first.error ?? second.error;
  const retry = () => {
    void first.refetch();
    void second.refetch();
  };
  if (!first.data || !second.data)
    return error ? (
      <ErrorState page what="run" error={error} onRetry={retry} />
    ) : (
      <ListSkeleton label="Loading the runs" />
    );
  return (
    <>
      <PageHeader
        title={
          <>
            <Link className="link" href={`/apps/${appId}/runs/${runId}`}>
              Run #{runId}
            </Link>{" "}
            and{" "}
            <Link className="link" href={`/apps/${appId}/runs/${withId}`}>
              run #{withId}
            </Link>
          </>
        }
        actions={
          <Button asChild>
            <Link href={`/apps/${appId}/runs/${withId}/compare/${runId}`}>
              <ArrowRightLeft aria-hidden /> Swap
            </Link>
          </Button>
        }
      >
        What differs between two runs.
      </PageHeader>
      <div className="space-y-4">
        <CompareFacts first={first.data} second={second.data} />
        <Values first={first.data} second={second.data} />
        <Code first={first.data} second={second.data} />
        <Lines appId={appId} first={first.data.id} second={second.data.id} />
      </div>
    </>
  );
}

interface PairProps {
  first: ShownRun;
  second: ShownRun;
}

function Values({ first, second }: PairProps) {
  const payloads = useMemo(() => [jsonLines(first.payload), jsonLines(second.payload)] as const, [first, second]);
  const ends = useMemo(() => [endOf(first), endOf(second)] as const, [first, second]);
  return (
    <>
      <DiffSection title="Payload" before={payloads[0]} after={payloads[1]} none="Neither had a payload" />
      <DiffSection title="Result or error" before={ends[0]} after={ends[1]} none="Neither has ended with one" />
    </>
  );
}

function Code({ first, second }: PairProps) {
  const before = useCode(first);
  const after = useCode(second);
  return <DiffSection title="Code" before={before} after={after} none="Neither has chosen its code yet" />;
}

function useCode({ appId, pageId, screenVersion }: ShownRun): string[] | null | undefined {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.screens.version.queryOptions(
      { appId, id: pageId, version: screenVersion ?? 1 },
      { enabled: screenVersion !== null, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const code = data?.code;
  const lines = useMemo(() => code?.split("\n"), [code]);
  return screenVersion === null || error ? null : lines;
}

function Lines({ appId, first, second }: { appId: number; first: number; second: number }) {
  const before = useLines(appId, first);
  const after = useLines(appId, second);
  const isCut = before.hasMore || after.hasMore;
  return (
    <DiffSection
      title="Log"
      before={before.lines}
      after={after.lines}
      none="Neither wrote a line"
      note={isCut ? `The first ${formatNumber(LINES_COMPARED)} lines of each are compared.` : undefined}
    />
  );
}

function useLines(appId: number, runId: number): { lines: string[] | null | undefined; hasMore: boolean } {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.logs.lines.queryOptions(comparedLinesInput(appId, runId)));
  const lines = useMemo(() => data && (data.lines.length > 0 ? data.lines.map(lineText) : null), [data]);
  return { lines: error ? null : lines, hasMore: data?.hasMore ?? false };
}
