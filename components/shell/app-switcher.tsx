"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown, LayoutGrid } from "lucide-react";
import Link from "next/link";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

/** The current app's name; opens the list of the others. */
export function AppSwitcher({ appId }: { appId: number }) {
  const trpc = useTRPC();
  const { data: apps } = useQuery(trpc.apps.list.queryOptions());
  const current = apps?.find((app) => app.id === appId);
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`App: ${current?.name ?? "loading"}. Switch app`}
          className="flex min-w-0 items-center gap-2 rounded-md px-2 py-1.5 font-medium hover:bg-sunken lg:w-full"
        >
          <span className="min-w-0 flex-1 truncate text-left">{current?.name ?? "…"}</span>
          <ChevronsUpDown className="size-4 shrink-0 text-faint" aria-hidden />
        </button>
      }
    >
      {apps?.map((app) => (
        <MenuItem key={app.id} asChild>
          <Link href={`/apps/${app.id}`} aria-current={app.id === appId ? "true" : undefined}>
            <span className={app.id === appId ? "truncate font-medium" : "truncate"}>{app.name}</span>
          </Link>
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/">
          <LayoutGrid aria-hidden /> All apps
        </Link>
      </MenuItem>
    </Menu>
  );
}
