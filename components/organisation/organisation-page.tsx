"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil, UserPlus } from "lucide-react";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { ROLE_PURPOSES, ROLES } from "#domain/role.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { InvitationList } from "./invitation-list.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberList } from "./member-list.tsx";
import { OrganizationDialog } from "./organization-dialog.tsx";

/** Who belongs to the organisation, and what each may do. */
export function OrganisationPage() {
  const trpc = useTRPC();
  const me = useQuery(trpc.me.get.queryOptions());
  const { data: members, error, refetch } = useQuery(trpc.members.list.queryOptions());
  const [open, setOpen] = useState<"invite" | "rename" | "create" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        title={me.data?.organization.name ?? "Organisation"}
        actions={
          <>
            <Can to="organizations.create">
              <Button variant="ghost" onClick={() => setOpen("create")}>
                New organisation
              </Button>
            </Can>
            <Can to="organizations.rename">
              <Button onClick={() => setOpen("rename")}>
                <Pencil aria-hidden /> Rename
              </Button>
            </Can>
            <Can to="members.invite">
              <Button variant="primary" onClick={() => setOpen("invite")}>
                <UserPlus aria-hidden /> Invite
              </Button>
            </Can>
          </>
        }
      >
        The people who work on its apps, and what each may do.
      </PageHeader>
      <div className="space-y-6">
        {members && me.data ? (
          <MemberList members={members} role={me.data.role} organization={me.data.organization.name} />
        ) : error ? (
          <ErrorState what="list of people" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton rows={3} label="Loading the people" />
        )}
        <Can to="members.invitations">
          <InvitationList />
        </Can>
        <section aria-labelledby="roles">
          <h2 id="roles" className="mb-2 font-semibold">
            Roles
          </h2>
          <dl className="panel divide-y divide-line">
            {ROLES.toReversed().map((role) => (
              <div key={role} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[7rem_minmax(0,1fr)]">
                <dt className="font-medium capitalize">{role}</dt>
                <dd className="text-soft">{ROLE_PURPOSES[role]}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      {open === "invite" && me.data && <InviteDialog actor={me.data.role} onClose={close} />}
      {open === "rename" && me.data && <OrganizationDialog name={me.data.organization.name} onClose={close} />}
      {open === "create" && <OrganizationDialog name={null} onClose={close} />}
    </>
  );
}
