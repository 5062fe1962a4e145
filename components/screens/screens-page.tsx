"use client";

import { useQuery } from "@tanstack/react-query";
import { Code, Plus } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { formatCount } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CreateScreenDialog } from "./create-screen-dialog.tsx";
import { VersionBadge } from "./version-badge.tsx";

export function ScreensPage() {
  const appId = useAppId();
  const trpc = useTRPC();
  // In the address, so that other pages can lead straight to it.
  const [creating, setCreating] = useQueryState("new", parseAsBoolean.withDefault(false));
  const { data: screens, error, refetch } = useQuery(trpc.screens.list.queryOptions({ appId }));
  const create = (
    <Can to="screens.create">
      <Button variant="primary" onClick={() => void setCreating(true)}>
        <Plus aria-hidden /> New screen
      </Button>
    </Can>
  );
  return (
    <>
      <PageHeader title="Screens" actions={screens && screens.length > 0 && create}>
        The code that tasks run. Schedules and apps use what is published.
      </PageHeader>
      {!screens ? (
        error ? (
          <ErrorState what="list of screens" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton label="Loading the screens" />
        )
      ) : screens.length === 0 ? (
        <EmptyState icon={<Code aria-hidden />} title="Write your first screen" action={create}>
          A screen is JavaScript with a handler. Start from a use case that works or from a blank one: test it beside
          the code, then publish it.
        </EmptyState>
      ) : (
        <ul aria-label="Screens" className="panel divide-y divide-line">
          {screens.map((screen) => (
            <li
              key={screen.id}
              className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken/60"
            >
              <Link
                href={`/apps/${appId}/screens/${screen.id}`}
                className="min-w-0 flex-1 basis-48 truncate font-medium after:absolute after:inset-0 hover:underline"
              >
                {screen.name}
              </Link>
              <VersionBadge screen={screen} />
              <span className="w-20 text-soft tabular-nums">{formatCount(screen.taskCount, "task")}</span>
              <span className="relative z-10 text-[0.8125rem] text-faint sm:w-48 sm:text-right">
                changed <RelativeTime at={screen.updatedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {creating && <CreateScreenDialog appId={appId} onClose={() => void setCreating(null)} />}
    </>
  );
}
