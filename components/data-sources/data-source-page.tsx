"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { DataSource, DataSourceEntry } from "#domain/data-source.ts";
import { formatCount } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { DataSourceMenu } from "./data-source-menu.tsx";
import { DataToolbar } from "./data-toolbar.tsx";
import { EmptySource, NoEntryMatches } from "./empty-source.tsx";
import { EntryDialog } from "./entry-dialog.tsx";
import { COLUMNS_SHOWN, EntryTable } from "./entry-table.tsx";
import { entryViewParsers, findInputOf } from "./entry-view.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { Pager } from "./pager.tsx";
import { RemoveEntriesDialog } from "./remove-entries-dialog.tsx";

const NONE: ReadonlySet<number> = new Set();

/** One data source: its entries, to search, sort, edit, import and export. */
export function DataSourcePage({ dataSourceId }: { dataSourceId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const { data: source, error, refetch } = useQuery(trpc.dataSources.get.queryOptions({ appId, id: dataSourceId }));
  if (source) return <Entries appId={appId} source={source} />;
  if (error) return <ErrorState page what="data source" error={error} onRetry={refetch} />;
  return <ListSkeleton rows={8} label="Loading the data source" />;
}

function Entries({ appId, source }: { appId: number; source: DataSource }) {
  const trpc = useTRPC();
  const [view, setView] = useQueryStates(entryViewParsers);
  const [selected, setSelected] = useState(NONE);
  const [open, setOpen] = useState<"add" | "import" | "remove" | DataSourceEntry | null>(null);
  const change = (changes: Partial<typeof view>) => {
    setSelected(NONE);
    void setView(changes);
  };
  const input = findInputOf(view);
  const found = useQuery(
    trpc.dataSources.find.queryOptions(input ? { appId, dataSourceId: source.id, ...input } : skipToken, {
      placeholderData: keepPreviousData,
    }),
  );
  // With includePagination the answer is a page.
  const page = found.data && !Array.isArray(found.data) ? found.data : undefined;
  // An entry that was sorted onto another page is not removed unseen.
  const chosen = page?.entries.filter(({ id }) => selected.has(id)) ?? [];
  const isFiltered = view.q !== "" || view.where !== "";
  const problem = found.error ? errorInfo(found.error) : undefined;
  const whereError = problem?.field === "where" ? problem.message : undefined;
  const total = page?.pagination.total ?? 0;
  const hidden = source.columns.length - COLUMNS_SHOWN;
  return (
    <>
      <PageHeader
        title={source.name}
        actions={
          <>
            <Can to="dataSources.insert">
              <Button variant="primary" onClick={() => setOpen("add")}>
                <Plus aria-hidden /> Add entry
              </Button>
            </Can>
            <DataSourceMenu appId={appId} source={source} onImport={() => setOpen("import")} />
          </>
        }
      >
        {page
          ? formatCount(total, isFiltered ? "matching entry" : "entry", isFiltered ? "matching entries" : "entries")
          : "…"}
        {hidden > 0 && ` · ${formatCount(hidden, "more column")} than are shown`}
      </PageHeader>
      <DataToolbar view={view} onChange={change} whereError={whereError} />
      {chosen.length > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <span className="text-soft">{formatCount(chosen.length, "entry", "entries")} selected</span>
          <Can to="dataSources.removeEntries">
            <Button size="sm" variant="ghost-danger" onClick={() => setOpen("remove")}>
              <Trash2 aria-hidden /> Remove
            </Button>
          </Can>
        </div>
      )}
      {!page ? (
        found.error && !whereError ? (
          <ErrorState what="entries" error={found.error} onRetry={found.refetch} />
        ) : whereError || !input ? null : (
          <ListSkeleton rows={8} label="Loading the entries" />
        )
      ) : page.entries.length === 0 ? (
        isFiltered || view.page > 1 ? (
          <NoEntryMatches onFirstPage={view.page > 1 ? () => change({ page: 1 }) : undefined} />
        ) : (
          <EmptySource source={source} onAdd={() => setOpen("add")} onImport={() => setOpen("import")} />
        )
      ) : (
        <>
          <EntryTable
            appId={appId}
            columns={source.columns}
            entries={page.entries}
            sort={view.sort}
            onSort={(sort) => change({ sort, page: 1 })}
            selected={selected}
            onSelect={setSelected}
            onEdit={setOpen}
            isStale={found.isPlaceholderData}
          />
          <Pager page={view.page} total={total} onPage={(next) => change({ page: next })} />
        </>
      )}
      {open === "import" && (
        <ImportDialog
          appId={appId}
          source={source}
          entryCount={page && !isFiltered ? total : null}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "remove" && (
        <RemoveEntriesDialog
          appId={appId}
          dataSourceId={source.id}
          entries={chosen}
          onClose={() => setOpen(null)}
          onRemoved={() => setSelected(NONE)}
        />
      )}
      {(open === "add" || (typeof open === "object" && open !== null)) && (
        <EntryDialog appId={appId} source={source} entry={open === "add" ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
