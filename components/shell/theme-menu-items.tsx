"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { MenuItem } from "#components/ui/menu.tsx";

const THEMES = [
  { name: "light", label: "Light", icon: Sun },
  { name: "dark", label: "Dark", icon: Moon },
  { name: "system", label: "System", icon: Monitor },
] as const;

export function ThemeMenuItems() {
  const { theme, setTheme } = useTheme();
  return THEMES.map(({ name, label, icon: Icon }) => (
    <MenuItem key={name} checked={theme === name} onSelect={() => setTheme(name)}>
      <Icon aria-hidden /> {label}
    </MenuItem>
  ));
}
