"use client";

import { SunMoon } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";

// Nothing of it is seen before the menu is opened.
const Items = dynamic(() => import("./theme-menu-items.tsx").then((module) => module.ThemeMenuItems), { ssr: false });

export function ThemeMenu() {
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon" aria-label="Theme">
          <SunMoon aria-hidden />
        </Button>
      }
    >
      <Items />
    </Menu>
  );
}
