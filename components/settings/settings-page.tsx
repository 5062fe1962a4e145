"use client";

import { useQuery } from "@tanstack/react-query";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AppForm } from "./app-form.tsx";
import { DeleteApp } from "./delete-app.tsx";

export function SettingsPage() {
  const appId = useAppId();
  const trpc = useTRPC();
  const { data: app, error, refetch } = useQuery(trpc.apps.get.queryOptions({ id: appId }));
  return (
    <>
      <PageHeader title="Settings">The app's name and limits.</PageHeader>
      {app ? (
        <div className="max-w-2xl space-y-6">
          <AppForm app={app} />
          <Can to="apps.remove">
            <DeleteApp app={app} />
          </Can>
        </div>
      ) : error ? (
        <ErrorState what="app" error={error} onRetry={refetch} />
      ) : (
        <ListSkeleton rows={2} label="Loading the settings" />
      )}
    </>
  );
}
