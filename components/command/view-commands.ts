import { Bookmark, ScrollText } from "lucide-react";
import { DEFAULT_RUN_VIEWS } from "#components/runs/run-view.ts";
import type { SavedView, SavedViewPage } from "#domain/saved-view.ts";
import type { PaletteActions, PaletteCommand } from "./command.ts";

const PAGES: Record<SavedViewPage, { label: string; keywords: readonly string[] }> = {
  runs: { label: "Runs", keywords: ["view", "filter"] },
  logs: { label: "Log", keywords: ["view", "filter", "lines"] },
};

/** The lists of the app as filters show them: those that every app has, and those that its people saved. */
export function viewCommands(appId: number, saved: readonly SavedView[], { go }: PaletteActions): PaletteCommand[] {
  const open = (page: SavedViewPage, query: string) => () => go(`/apps/${appId}/${page}?${query}`);
  return [
    ...DEFAULT_RUN_VIEWS.map(({ name, query }) => ({
      id: `view-${name}`,
      label: `Runs: ${name}`,
      // The statuses that it filters by are words to find it by.
      keywords: [...PAGES.runs.keywords, ...query.split(/[=&,]/)],
      icon: Bookmark,
      isFoundOnly: true,
      act: open("runs", query),
    })),
    {
      id: "view-log-errors",
      label: "Log: errors and warnings",
      keywords: PAGES.logs.keywords,
      icon: ScrollText,
      isFoundOnly: true,
      act: open("logs", "level=warn,error"),
    },
    ...saved.map(({ id, page, name, query }) => ({
      id: `saved-view-${id}`,
      label: `${PAGES[page].label}: ${name}`,
      detail: "saved view",
      keywords: PAGES[page].keywords,
      icon: Bookmark,
      isFoundOnly: true,
      act: open(page, query),
    })),
  ];
}
