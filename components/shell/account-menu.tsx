"use client";

import { CircleUser } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";

// Nothing of it is seen before the menu is opened.
const Items = dynamic(() => import("./account-menu-items.tsx").then((module) => module.AccountMenuItems), {
  ssr: false,
});

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
      <Items person={person} />
    </Menu>
  );
}
