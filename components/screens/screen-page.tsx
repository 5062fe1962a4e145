"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIsClient } from "#lib/use-is-client.ts";
import { ScreenEditor } from "./screen-editor.tsx";

/** How old a draft may be that the page brought along. */
const NEW_FOR_MS = 15_000;

/** Loads a screen once and hands it to its editor, which owns it from then on. */
export function ScreenPage({ screenId }: { screenId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const isClient = useIsClient();
  const [shownAt] = useState(() => Date.now());
  const { data, error, refetch, dataUpdatedAt, isFetchedAfterMount } = useQuery(
    trpc.screens.get.queryOptions({ appId, id: screenId }, { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false }),
  );
  // A page that the router kept brings the draft of that time along, which somebody may have saved over since.
  const isNew = !isClient || isFetchedAfterMount || dataUpdatedAt > shownAt - NEW_FOR_MS;
  if (data && isNew) return <ScreenEditor key={data.id} initial={data} />;
  return error ? (
    <ErrorState page what="screen" error={error} onRetry={refetch} />
  ) : (
    <ListSkeleton label="Loading the screen" />
  );
}
