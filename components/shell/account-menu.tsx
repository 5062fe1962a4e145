"use client";

import { CircleUser, LogOut } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { signOut } from "#lib/sign-out.ts";
import { SchedulerFacts } from "./scheduler-facts.tsx";

export interface Person {
  name: string;
  email: string;
  organization: string;
}

export function AccountMenu({ person }: { person: Person }) {
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
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </Menu>
  );
}
