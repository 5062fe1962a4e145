"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { ArrowLeftRight, LogOut, ScrollText, UserCog, Users } from "lucide-react";
import Link from "next/link";
import { MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { signOut } from "#lib/sign-out.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { Person } from "./account-menu.tsx";
import { Can } from "./can.tsx";
import { SchedulerFacts } from "./scheduler-facts.tsx";

/** What the menu of the person's account holds. */
export function AccountMenuItems({ person }: { person: Person }) {
  return (
    <>
      <MenuLabel>
        <span className="block truncate font-medium text-ink">{person.name}</span>
        <span className="block truncate">{person.email}</span>
        <span className="block truncate">{person.organization}</span>
      </MenuLabel>
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/account">
          <UserCog aria-hidden /> Account
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href="/organisation">
          <Users aria-hidden /> Organisation
        </Link>
      </MenuItem>
      <Can to="audit.list">
        <MenuItem asChild>
          <Link href="/audit">
            <ScrollText aria-hidden /> Audit trail
          </Link>
        </MenuItem>
      </Can>
      <OtherOrganizations />
      <MenuSeparator />
      <MenuLabel>
        <SchedulerFacts />
      </MenuLabel>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </>
  );
}

/** The person's other organisations, each to go to. */
function OtherOrganizations() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.organizations.list.queryOptions());
  const setActive = useMutation(
    trpc.organizations.setActive.mutationOptions({
      // A full load, so that nothing of the other organisation stays in memory.
      onSuccess: () => window.location.assign("/"),
      onError: (error) => toast.error(error.message),
    }),
  );
  const others = data?.filter(({ isActive }) => !isActive) ?? [];
  return others.map(({ id, name }) => (
    <MenuItem key={id} onSelect={() => setActive.mutate({ id })}>
      <ArrowLeftRight aria-hidden /> <span className="truncate">Go to {name}</span>
    </MenuItem>
  ));
}
