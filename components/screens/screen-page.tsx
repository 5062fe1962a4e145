"use client";

import { useQuery } from "@tanstack/react-query";
import { useAppId } from "#components/shell/app-id.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ScreenEditor } from "./screen-editor.tsx";

/** Loads a screen once and hands it to its editor, which owns it from then on. */
export function ScreenPage({ screenId }: { screenId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.screens.get.queryOptions({ appId, id: screenId }, { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false }),
  );
  if (data) return <ScreenEditor key={data.id} initial={data} />;
  return error ? (
    <ErrorState page what="screen" error={error} onRetry={refetch} />
  ) : (
    <ListSkeleton label="Loading the screen" />
  );
}
