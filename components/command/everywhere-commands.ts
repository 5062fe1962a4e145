import {
  AppWindow,
  BookOpen,
  CalendarDays,
  Keyboard,
  LayoutGrid,
  LogOut,
  Monitor,
  Moon,
  Plus,
  ScrollText,
  Sun,
  UserCog,
  Users,
} from "lucide-react";
import { signOut } from "#lib/sign-out.ts";
import type { CommandGroup, PaletteActions } from "./command.ts";
import { HELP } from "./shortcuts.ts";
import type { Everywhere } from "./use-palette-data.ts";

/** What can be done wherever one is: other apps, the theme, signing out. */
export function everywhereCommands(
  { apps, setTheme }: Everywhere,
  appId: number | null,
  { go, close }: PaletteActions,
  onShortcuts: () => void,
): CommandGroup[] {
  const others = apps
    .filter(({ id }) => id !== appId)
    .map(({ id, name }) => ({
      id: `app-${id}`,
      label: name,
      detail: "app",
      keywords: ["switch"],
      icon: AppWindow,
      act: () => go(`/apps/${id}`),
    }));
  const theme = (name: string, label: string, icon: typeof Sun) => ({
    id: `theme-${name}`,
    label,
    keywords: ["theme", "mode", "appearance"],
    icon,
    act: () => close(() => setTheme(name)),
  });
  return [
    {
      title: "Apps",
      commands: [
        ...others,
        { id: "all-apps", label: "All apps", icon: LayoutGrid, act: () => go("/") },
        { id: "new-app", label: "New app", keywords: ["create", "add"], icon: Plus, act: () => go("/?new=true") },
        { id: "timetable-of-all", label: "Timetable of all apps", icon: CalendarDays, act: () => go("/timetable") },
      ],
    },
    {
      title: "Studio",
      commands: [
        theme("light", "Light theme", Sun),
        theme("dark", "Dark theme", Moon),
        theme("system", "Theme of the system", Monitor),
        {
          id: "account",
          label: "Account",
          keywords: ["password", "passkey", "session"],
          icon: UserCog,
          act: () => go("/account"),
        },
        {
          id: "organisation",
          label: "Organisation",
          keywords: ["people", "invite", "role"],
          icon: Users,
          act: () => go("/organisation"),
        },
        { id: "audit", label: "Audit trail", keywords: ["who", "history"], icon: ScrollText, act: () => go("/audit") },
        {
          id: "api-reference",
          label: "API reference",
          keywords: ["docs", "rest", "openapi", "curl"],
          icon: BookOpen,
          act: () => go("/docs/api"),
        },
        { id: "shortcuts", label: "Keyboard shortcuts", icon: Keyboard, keys: HELP.keys, act: onShortcuts },
        {
          id: "sign-out",
          label: "Sign out",
          keywords: ["log out"],
          icon: LogOut,
          act: () => close(() => void signOut()),
        },
      ],
    },
  ];
}
