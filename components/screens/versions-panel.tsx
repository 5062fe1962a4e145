"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import { NEED_FACTS } from "#domain/screen-needs.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CompareDialog } from "./compare-dialog.tsx";
import { ScreenSource } from "./screen-source.tsx";
import { useRestoreVersion } from "./use-restore-version.ts";
import type { useScreenEditing } from "./use-screen-editing.ts";

interface VersionsPanelProps {
  editing: ReturnType<typeof useScreenEditing>;
}

/** Every saved version, newest first: to look at, to compare with the draft, and to bring back as a new draft. */
export function VersionsPanel({ editing }: VersionsPanelProps) {
  const { screen, content, dirty } = editing;
  const trpc = useTRPC();
  const [viewed, setViewed] = useState<number | null>(null);
  const [compared, setCompared] = useState<number | null>(null);
  const ref = { appId: screen.appId, id: screen.id };
  const versions = useQuery(trpc.screens.versions.queryOptions(ref));
  const opened = viewed ?? compared;
  const version = useQuery(
    trpc.screens.version.queryOptions(opened === null ? skipToken : { ...ref, version: opened }),
  );
  const restoring = useRestoreVersion(editing);
  if (!versions.data) {
    return versions.error ? (
      <ErrorState what="list of versions" error={versions.error} onRetry={versions.refetch} />
    ) : (
      <Skeleton className="m-4 h-24" />
    );
  }
  return (
    <>
      <ul aria-label="Versions" className="divide-y divide-line">
        {versions.data.map(({ id, number, createdAt, createdBy, isPublished }) => (
          <li key={id} className="flex items-center gap-1 py-2 pr-2 pl-4">
            <div className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium tabular-nums">Version {number}</span>
                {isPublished && <Badge tone="ok">Published</Badge>}
                {number === screen.draftVersion && <Badge>Draft</Badge>}
              </span>
              <span className="block text-[0.8125rem] text-faint">
                <RelativeTime at={createdAt} />
                {createdBy && ` by ${createdBy}`}
              </span>
            </div>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Compare version ${number} with the draft`}
              onClick={() => setCompared(number)}
            >
              Compare
            </Button>
            <Button size="sm" variant="ghost" aria-label={`View version ${number}`} onClick={() => setViewed(number)}>
              View
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        wide
        open={viewed !== null}
        onOpenChange={(open) => !open && setViewed(null)}
        title={`${screen.name}, version ${viewed ?? ""}`}
      >
        <div className="h-[55dvh] overflow-hidden rounded-lg border border-line">
          {version.data ? (
            <ScreenSource of={`version ${viewed}`} content={version.data} />
          ) : version.error ? (
            <ErrorState what="version" error={version.error} onRetry={version.refetch} />
          ) : (
            <Skeleton className="m-4 h-24" />
          )}
        </div>
        {version.data && version.data.settings.libraries.length > 0 && (
          <p className="mt-2 text-[0.8125rem] text-faint">
            With {version.data.settings.libraries.map((library) => NEED_FACTS[library].label).join(", ")}.
          </p>
        )}
        <Actions>
          {dirty && (
            <p className="mr-auto text-warn">Restoring replaces what you have not saved; Undo brings it back.</p>
          )}
          <Button variant="ghost" onClick={() => setViewed(null)}>
            Close
          </Button>
          <Can to="screens.restore">
            <Button
              variant="primary"
              disabled={viewed === screen.draftVersion && !dirty}
              pending={restoring.isPending}
              onClick={() => viewed !== null && restoring.restore(viewed, () => setViewed(null))}
            >
              Restore as draft
            </Button>
          </Can>
        </Actions>
      </Dialog>
      {compared !== null && version.data?.number === compared && (
        <CompareDialog
          before={{ label: `Version ${compared}`, content: version.data }}
          after={{ label: dirty ? "Draft, not saved" : "Draft", content }}
          onClose={() => setCompared(null)}
        />
      )}
    </>
  );
}
