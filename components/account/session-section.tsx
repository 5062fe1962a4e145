"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { browserName } from "#components/notifications/browser-name.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { formatCount } from "#lib/format/number.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AccountSection } from "./account-section.tsx";

/** Where the person is signed in, with a way to end what should not be. */
export function SessionSection() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: sessions, error, refetch } = useQuery(trpc.account.sessions.queryOptions());
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.account.sessions.queryKey() });
  const onError = (failure: { message: string }) => toast.error(failure.message);
  const revoke = useMutation(
    trpc.account.revokeSession.mutationOptions({
      onSuccess: () => toast.success("That session has ended."),
      onError,
      onSettled: refresh,
    }),
  );
  const revokeOthers = useMutation(
    trpc.account.revokeOtherSessions.mutationOptions({
      onSuccess: ({ ended }) => toast.success(`${formatCount(ended, "session")} ended.`),
      onError,
      onSettled: refresh,
    }),
  );
  return (
    <AccountSection
      title="Sessions"
      about="Where you are signed in. End what you do not know, and change your password."
      aside={
        sessions &&
        sessions.length > 1 && (
          <Button pending={revokeOthers.isPending} onClick={() => revokeOthers.mutate({})}>
            End all others
          </Button>
        )
      }
    >
      {sessions ? (
        <ul aria-label="Sessions" className="divide-y divide-line border-line border-t">
          {sessions.map((session) => {
            const device = browserName(session.userAgent);
            return (
              <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 py-3">
                <div className="min-w-0 flex-1 basis-48">
                  <p className="flex flex-wrap items-center gap-2 font-medium">
                    {device} {session.isCurrent && <Badge tone="ok">This one</Badge>}
                  </p>
                  <p className="break-all text-[0.8125rem] text-soft">{session.ip ?? "address not known"}</p>
                </div>
                <p className="sm:basis-36 text-[0.8125rem] text-faint">
                  seen <RelativeTime at={session.lastSeenAt} />
                  <span className="block">
                    since <RelativeTime at={session.createdAt} />
                  </span>
                </p>
                {session.isCurrent ? (
                  <span className="w-12 max-sm:hidden" />
                ) : (
                  <Button
                    size="sm"
                    variant="ghost-danger"
                    className="w-12"
                    aria-label={`End the session of ${device}, ${session.ip ?? "address not known"}`}
                    pending={revoke.isPending && revoke.variables.id === session.id}
                    onClick={() => revoke.mutate({ id: session.id })}
                  >
                    End
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      ) : error ? (
        <ErrorState what="list of sessions" error={error} onRetry={refetch} />
      ) : (
        <ListSkeleton rows={2} label="Loading the sessions" />
      )}
    </AccountSection>
  );
}
