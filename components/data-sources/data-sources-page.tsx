"use client";

import { useQuery } from "@tanstack/react-query";
import { Database, Plus } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, useQueryState } from "nuqs";
import { CodeSample } from "#components/connect/code-sample.tsx";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { DataSourceSummary } from "#domain/data-source.ts";
import { formatCount } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CreateDataSourceDialog } from "./create-data-source-dialog.tsx";
import { CREATE_SAMPLE } from "./data-samples.ts";
import { Writer } from "./writer.tsx";

/** The app's data sources, each with what is in it and who wrote to it last. */
export function DataSourcesPage() {
  const appId = useAppId();
  const trpc = useTRPC();
  // In the address, so that the command palette can lead straight to it.
  const [creating, setCreating] = useQueryState("new", parseAsBoolean.withDefault(false));
  const { data: sources, error, refetch } = useQuery(trpc.dataSources.summaries.queryOptions({ appId }));
  const create = (
    <Can to="dataSources.create">
      <Button variant="primary" onClick={() => void setCreating(true)}>
        <Plus aria-hidden /> New data source
      </Button>
    </Can>
  );
  return (
    <>
      <PageHeader title="Data" actions={sources && sources.length > 0 && create}>
        Tables that your screens read and write with <code>Fliplet.DataSources</code>.
      </PageHeader>
      {!sources ? (
        error ? (
          <ErrorState what="list of data sources" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton label="Loading the data sources" />
        )
      ) : sources.length === 0 ? (
        <div className="space-y-4">
          <EmptyState icon={<Database aria-hidden />} title="Make your first data source" action={create}>
            A data source is a table of entries. Create it here, import a CSV file into it, or let a screen make it.
          </EmptyState>
          <CodeSample title="In a screen" code={CREATE_SAMPLE} />
        </div>
      ) : (
        <ul aria-label="Data sources" className="panel divide-y divide-line">
          {sources.map((source) => (
            <SourceRow key={source.id} appId={appId} source={source} />
          ))}
        </ul>
      )}
      {creating && <CreateDataSourceDialog appId={appId} onClose={() => void setCreating(null)} />}
    </>
  );
}

function SourceRow({ appId, source }: { appId: number; source: DataSourceSummary }) {
  const { id, name, columns, entryCount, lastWrite } = source;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken/60">
      <div className="min-w-0 flex-1 basis-48">
        <Link
          href={`/apps/${appId}/data/${id}`}
          className="block truncate font-medium after:absolute after:inset-0 hover:underline"
        >
          {name}
        </Link>
        <p className="truncate text-[0.8125rem] text-faint">{columns.slice(0, 12).join(", ") || "No columns yet"}</p>
      </div>
      <span className="text-soft tabular-nums">{formatCount(entryCount, "entry", "entries")}</span>
      <span className="min-w-0 text-[0.8125rem] text-faint sm:w-64 sm:text-right">
        {lastWrite ? (
          <>
            written <RelativeTime at={lastWrite.at} /> by{" "}
            <Writer appId={appId} by={lastWrite.by} runId={lastWrite.runId} />
          </>
        ) : (
          "nothing written yet"
        )}
      </span>
    </li>
  );
}
