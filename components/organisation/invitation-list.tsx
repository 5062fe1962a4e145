"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ROLE_TONES } from "./member-list.tsx";

/** Who was asked to join and has not answered. Nothing shows where nobody was. */
export function InvitationList() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: invitations, error, refetch } = useQuery(trpc.members.invitations.queryOptions());
  const revoke = useMutation(
    trpc.members.revokeInvitation.mutationOptions({
      onSuccess: () => toast.success("The invitation was taken back. Its link leads nowhere now."),
      onError: (failure) => toast.error(failure.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.members.invitations.queryKey() }),
    }),
  );
  if (!invitations)
    return error ? (
      <ErrorState what="list of invitations" error={error} onRetry={refetch} />
    ) : (
      <ListSkeleton rows={1} label="Loading the invitations" />
    );
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations" className="mb-2 font-semibold">
        Invitations
      </h2>
      <ul aria-labelledby="invitations" className="panel divide-y divide-line">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3">
            <p className="min-w-0 flex-1 basis-56 break-all font-medium">{invitation.email}</p>
            <div className="sm:basis-40">
              <Badge tone={ROLE_TONES[invitation.role]} className="capitalize">
                {invitation.role}
              </Badge>
            </div>
            <p className="sm:basis-40 text-[0.8125rem] text-faint">
              by {invitation.invitedBy}
              <span className="block">
                {invitation.isExpired ? (
                  <span className="text-warn">its time is over</span>
                ) : (
                  <>
                    ends <RelativeTime at={invitation.expiresAt} />
                  </>
                )}
              </span>
            </p>
            <div className="flex justify-end sm:w-24">
              <Button
                size="sm"
                variant="ghost-danger"
                aria-label={`Take back the invitation of ${invitation.email}`}
                pending={revoke.isPending && revoke.variables.id === invitation.id}
                onClick={() => revoke.mutate({ id: invitation.id })}
              >
                Take back
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
