"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Download, ListFilter, Lock } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useCan, useRole } from "#components/shell/use-can.ts";
import { Button } from "#components/ui/button.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { AuditEntry } from "./audit-entry.tsx";
import { auditInput, auditPageInput, auditPagesKey, auditParsers, isFiltered, NO_FILTER } from "./audit-filter.ts";
import { AuditFilterBar } from "./audit-filter-bar.tsx";

const POLL_MS = 15_000;

/** Who did what, when and from where, in the organisation or in one app of it. */
export function AuditPage({ appId: ofApp }: { appId: number | null }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const isKnown = useRole() !== undefined;
  const mayList = useCan("audit.list");
  const { data: apps } = useQuery(trpc.apps.list.queryOptions());
  const [filter, setFilter] = useQueryStates(auditParsers, { history: "replace" });
  const appId = ofApp ?? filter.app;
  const input = auditInput(filter);
  // Not tRPC's own infinite query: that adds a `direction` to the input, which this API does not know and refuses.
  const trail = useInfiniteQuery({
    queryKey: auditPagesKey(appId, input),
    queryFn: ({ pageParam, signal }) =>
      client.audit.list.query({ ...auditPageInput(appId, input), cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: mayList,
    // A reader who went further down is left alone.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : POLL_MS),
  });
  const entries = trail.data?.pages.flatMap((page) => page.entries);
  const clear = () => void setFilter(NO_FILTER);

  if (isKnown && !mayList) {
    return (
      <>
        <PageHeader title="Audit trail" />
        <EmptyState icon={<Lock aria-hidden />} title="For admins">
          Who did what, from where, is for owners and admins to read. What was done to a task stands in its history.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Audit trail"
        actions={entries && entries.length > 0 && <ExportMenu appId={appId} filter={input} />}
      >
        {ofApp === null
          ? "Who did what in this organisation, when and from where: every change and every sign-in."
          : "Who changed what in this app, when and from where."}
      </PageHeader>
      <AuditFilterBar
        filter={filter}
        isOfApp={ofApp !== null}
        onChange={(changes) => void setFilter(changes)}
        onClear={clear}
      />
      {!entries ? (
        trail.error ? (
          <ErrorState what="audit trail" error={trail.error} onRetry={trail.refetch} />
        ) : (
          <ListSkeleton rows={8} label="Loading the audit trail" />
        )
      ) : entries.length > 0 ? (
        <>
          <ol aria-label="Entries" className="panel divide-y divide-line">
            {entries.map((entry) => (
              <AuditEntry
                key={entry.id}
                entry={entry}
                app={ofApp === null ? (apps?.find(({ id }) => id === entry.appId)?.name ?? null) : null}
                onActor={(actor, by) => void setFilter({ actor, by })}
              />
            ))}
          </ol>
          <LoadMore
            auto
            hasMore={trail.hasNextPage}
            loading={trail.isFetchingNextPage}
            onMore={trail.fetchNextPage}
            label="Show older entries"
          />
        </>
      ) : isFiltered(filter) ? (
        <EmptyState
          icon={<ListFilter aria-hidden />}
          title="No entry matches"
          action={<Button onClick={clear}>Clear filters</Button>}
        >
          Try fewer filters, a longer time or a shorter text.
        </EmptyState>
      ) : (
        <EmptyState icon={<ListFilter aria-hidden />} title="Nothing is on record yet">
          Every change and every sign-in from now on shows here.
        </EmptyState>
      )}
    </>
  );
}

const FORMATS = [
  { format: "ndjson", label: "NDJSON, with all values" },
  { format: "csv", label: "CSV, for spreadsheets" },
] as const;

/** The entries that match as a file, which the browser receives as it is written. */
function ExportMenu({ appId, filter }: { appId: number | null; filter: ReturnType<typeof auditInput> }) {
  const hrefOf = (format: string) =>
    `/api/audit/export?${new URLSearchParams({
      format,
      filter: JSON.stringify(filter),
      ...(appId !== null && { appId: String(appId) }),
    })}`;
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      <MenuLabel>Oldest first. That you took it home is noted.</MenuLabel>
      {FORMATS.map(({ format, label }) => (
        <MenuItem key={format} asChild>
          <a href={hrefOf(format)} download>
            {label}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
