"use client";

import { useQuery } from "@tanstack/react-query";
import { useAppId } from "#components/shell/app-id.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ScreenEditor } from "./screen-editor.tsx";

/** Loads a screen and hands it to its editor, and again what somebody else makes of it meanwhile. */
export function ScreenPage({ screenId }: { screenId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.screens.get.queryOptions({ appId, id: screenId }));
  if (data) return <ScreenEditor key={data.id} newest={data} />;
  return error ? (
    <ErrorState page what="screen" error={error} onRetry={refetch} />
  ) : (
    <ListSkeleton label="Loading the screen" />
  );
}
