"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import type { SavedViewPage } from "#domain/saved-view.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { isSameView } from "./same-view.ts";

// Fetched when one of them is first asked for.
const SaveViewDialog = dynamic(() => import("./save-view-dialog.tsx").then((module) => module.SaveViewDialog), {
  ssr: false,
});
const ManageViewsDialog = dynamic(
  () => import("./manage-views-dialog.tsx").then((module) => module.ManageViewsDialog),
  { ssr: false },
);

interface SavedViewMenuProps {
  page: SavedViewPage;
  /** Views that every app has: a name, and the query part of the address. */
  defaults: readonly { name: string; query: string }[];
}

/** The page's views by name: those that come with it, those that people of the app saved, and saving the present one. */
export function SavedViewMenu({ page, defaults }: SavedViewMenuProps) {
  const appId = useAppId();
  const trpc = useTRPC();
  const router = useRouter();
  const query = useSearchParams().toString();
  const [dialog, setDialog] = useState<"save" | "manage" | null>(null);
  const { data: saved = [] } = useQuery(trpc.savedViews.list.queryOptions({ appId, page }));
  const open = (wanted: string) => router.push(`?${wanted}`, { scroll: false });
  const current = [...saved, ...defaults].find((view) => isSameView(view.query, query));
  const item = (view: { name: string; query: string }, key: string) => (
    <MenuItem key={key} checked={isSameView(view.query, query)} onSelect={() => open(view.query)}>
      <span className="min-w-0 truncate">{view.name}</span>
    </MenuItem>
  );
  return (
    <>
      <Menu
        trigger={
          <Button aria-label={current ? `Views: ${current.name}` : "Views"}>
            <Bookmark aria-hidden /> <span className="max-w-40 truncate">{current?.name ?? "Views"}</span>
          </Button>
        }
      >
        {defaults.map((view) => item(view, view.name))}
        {saved.length > 0 && <MenuSeparator />}
        {saved.length > 0 && <MenuLabel>Saved for everybody on this app</MenuLabel>}
        {saved.map((view) => item(view, String(view.id)))}
        <MenuSeparator />
        <Can to="savedViews.save">
          <MenuItem disabled={query === ""} onSelect={() => setDialog("save")}>
            Save this view…
          </MenuItem>
        </Can>
        {saved.length > 0 && (
          <Can to="savedViews.remove">
            <MenuItem onSelect={() => setDialog("manage")}>Remove views…</MenuItem>
          </Can>
        )}
      </Menu>
      {dialog === "save" && <SaveViewDialog page={page} query={query} taken={saved} onClose={() => setDialog(null)} />}
      {dialog === "manage" && <ManageViewsDialog page={page} views={saved} onClose={() => setDialog(null)} />}
    </>
  );
}
