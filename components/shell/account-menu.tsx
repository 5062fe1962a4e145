"use client";

import { CircleUser, LogOut } from "lucide-react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { authClient } from "#lib/auth-client.ts";
import { SchedulerFacts } from "./scheduler-facts.tsx";

export interface Person {
  name: string;
  email: string;
  organization: string;
}

export function AccountMenu({ person }: { person: Person }) {
  const signOut = async () => {
    const { error } = await authClient.signOut();
    if (error) toast.error("You could not be signed out. Check the connection and try again.");
    // A full load, so that nothing of this person stays in memory.
    else window.location.assign("/sign-in");
  };
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon" aria-label={`Account of ${person.name}`}>
          <CircleUser aria-hidden />
        </Button>
      }
    >
      <MenuLabel>
        <span className="block truncate font-medium text-ink">{person.name}</span>
        <span className="block truncate">{person.email}</span>
        <span className="block truncate">{person.organization}</span>
      </MenuLabel>
      <MenuSeparator />
      <MenuLabel>
        <SchedulerFacts />
      </MenuLabel>
      <MenuSeparator />
      <MenuItem onSelect={signOut}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </Menu>
  );
}
