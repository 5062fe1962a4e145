import Link from "next/link";
import { PaletteButton } from "#components/command/palette-button.tsx";
import { AccountMenu, type Person } from "./account-menu.tsx";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { Logo } from "./logo.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

export function Header({ person }: { person: Person }) {
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-3 border-line border-b bg-surface px-4">
      <Link
        href="/"
        className="flex shrink-0 items-center gap-2.5 rounded-md font-semibold tracking-tight"
        aria-label="App Tasks, all apps"
      >
        <Logo className="size-7" />
        <span className="hidden sm:inline">App Tasks</span>
      </Link>
      <div className="flex min-w-0 flex-1 items-center gap-4">
        <Breadcrumbs />
      </div>
      <PaletteButton />
      <ThemeMenu />
      <AccountMenu person={person} />
    </header>
  );
}
