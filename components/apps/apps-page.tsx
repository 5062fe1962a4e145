"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarDays, LayoutGrid, Plus } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, useQueryState } from "nuqs";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, Skeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AppCard } from "./app-card.tsx";
import { CreateAppDialog } from "./create-app-dialog.tsx";

const POLL_MS = 15_000;

export function AppsPage() {
  const trpc = useTRPC();
  // In the address, so that the command palette can lead straight to it.
  const [creating, setCreating] = useQueryState("new", parseAsBoolean.withDefault(false));
  const { data: apps, error, refetch } = useQuery(trpc.apps.list.queryOptions(undefined, { refetchInterval: POLL_MS }));
  const create = (
    <Can to="apps.create">
      <Button variant="primary" onClick={() => void setCreating(true)}>
        <Plus aria-hidden /> New app
      </Button>
    </Can>
  );
  return (
    <>
      <PageHeader
        title="Apps"
        actions={
          apps &&
          apps.length > 0 && (
            <>
              <Button asChild>
                <Link href="/timetable">
                  <CalendarDays aria-hidden /> Timetable
                </Link>
              </Button>
              {create}
            </>
          )
        }
      >
        Each app has its screens, its tasks and a log of all that ran.
      </PageHeader>
      {!apps ? (
        error ? (
          <ErrorState what="list of apps" error={error} onRetry={refetch} />
        ) : (
          <div role="status" aria-label="Loading the apps" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
            <Skeleton className="h-40" />
            <Skeleton className="h-40" />
            <Skeleton className="h-40" />
          </div>
        )
      ) : apps.length === 0 ? (
        <EmptyState icon={<LayoutGrid aria-hidden />} title="Make your first app" action={create}>
          An app groups the screens you write with the tasks that run them. After creating one, write a screen, test it
          beside the code, publish it and give it a schedule.
        </EmptyState>
      ) : (
        <ul aria-label="Apps" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {apps.map((app) => (
            <AppCard key={app.id} app={app} />
          ))}
        </ul>
      )}
      {creating && <CreateAppDialog open onOpenChange={(open) => void setCreating(open || null)} />}
    </>
  );
}
