"use client";

import { useQuery } from "@tanstack/react-query";
import { Ellipsis, KeyRound, LogOut, ShieldCheck, UserMinus, UserPen } from "lucide-react";
import { useState } from "react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { Member } from "#domain/member.ts";
import { isAtLeast, type Role, roleChangeRefusal } from "#domain/role.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { RemoveMemberDialog } from "./remove-member-dialog.tsx";
import { ResetLinkDialog } from "./reset-link-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";

export const ROLE_TONES: Record<Role, Tone> = { owner: "accent", admin: "info", editor: "ok", viewer: "quiet" };

type Asked = { what: "role" | "remove" | "link"; member: Member };

/** The people of the organisation, with what may be done about each by who looks. */
export function MemberList({ members, role, organization }: { members: Member[]; role: Role; organization: string }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <ul aria-label="People" className="panel divide-y divide-line">
        {members.map((member) => (
          <li key={member.id} className="relative flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3">
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex flex-wrap items-center gap-2">
                <span className="break-words font-medium">{member.name}</span>
                {member.isYou && <Badge>You</Badge>}
              </p>
              <p className="break-all text-[0.8125rem] text-soft">{member.email}</p>
            </div>
            <div className="flex min-w-0 flex-wrap items-center gap-2 sm:basis-40">
              <Badge tone={ROLE_TONES[member.role]} className="capitalize">
                {member.role}
              </Badge>
              <Apps member={member} />
            </div>
            <Facts member={member} />
            <div className="flex justify-end max-sm:absolute max-sm:top-2 max-sm:right-2 sm:w-24">
              <MemberMenu member={member} role={role} onAsk={(what) => setAsked({ what, member })} />
            </div>
          </li>
        ))}
      </ul>
      {asked?.what === "role" && <RoleDialog member={asked.member} actor={role} onClose={close} />}
      {asked?.what === "remove" && (
        <RemoveMemberDialog member={asked.member} organization={organization} onClose={close} />
      )}
      {asked?.what === "link" && <ResetLinkDialog member={asked.member} onClose={close} />}
    </>
  );
}

function Apps({ member: { role, appIds } }: { member: Member }) {
  const trpc = useTRPC();
  const { data: apps } = useQuery(trpc.apps.list.queryOptions());
  if (isAtLeast(role, "admin") || !appIds) return <span className="text-[0.8125rem] text-faint">all apps</span>;
  const names = appIds.map((id) => apps?.find((app) => app.id === id)?.name ?? `#${id}`);
  return <span className="break-words text-[0.8125rem] text-faint">{names.join(", ") || "no app"}</span>;
}

function Facts({ member: { hasSecondFactor, lastSeenAt } }: { member: Member }) {
  if (hasSecondFactor === null) return null;
  return (
    <p className="basis-40 text-[0.8125rem] text-faint">
      {hasSecondFactor ? (
        <span className="flex items-center gap-1">
          <ShieldCheck className="size-3.5" aria-hidden /> second factor
        </span>
      ) : (
        "password only"
      )}
      <span className="block">
        {lastSeenAt ? (
          <>
            seen <RelativeTime at={lastSeenAt} />
          </>
        ) : (
          "not signed in"
        )}
      </span>
    </p>
  );
}

function MemberMenu({ member, role, onAsk }: { member: Member; role: Role; onAsk: (what: Asked["what"]) => void }) {
  const may = (to: Role | null) =>
    roleChangeRefusal({ actor: role, from: member.role, to, isSelf: member.isYou }) === null;
  const mayManage = may(member.role);
  if (!mayManage && !member.isYou) return <span className="block w-9" />;
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon" aria-label={`Actions for ${member.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {mayManage && (
        <MenuItem onSelect={() => onAsk("role")}>
          <UserPen aria-hidden /> Change role
        </MenuItem>
      )}
      {mayManage && !member.isYou && (
        <MenuItem onSelect={() => onAsk("link")}>
          <KeyRound aria-hidden /> Make a reset link
        </MenuItem>
      )}
      <MenuItem tone="danger" onSelect={() => onAsk("remove")}>
        {member.isYou ? <LogOut aria-hidden /> : <UserMinus aria-hidden />}
        {member.isYou ? "Leave" : "Remove"}
      </MenuItem>
    </Menu>
  );
}
