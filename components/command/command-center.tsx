"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { SECTIONS } from "#components/shell/sections.ts";
import { useFetchedAhead } from "#lib/use-fetched-ahead.ts";
import { useGo } from "#lib/use-go.ts";
import { FIND, HELP, NEW_SCREEN, NEW_TASK, PALETTE, pageBinding } from "./shortcuts.ts";
import { useHeldText } from "./use-held-text.ts";
import { useKeyBindings } from "./use-key-bindings.ts";
import { usePlace } from "./use-place.ts";
import { useSingleKeys } from "./use-single-keys.ts";

const loadPalette = () => import("./command-palette.tsx").then((module) => module.CommandPalette);
const CommandPalette = dynamic(loadPalette, { ssr: false });
const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog.tsx").then((module) => module.ShortcutsDialog), {
  ssr: false,
});

const Opening = createContext<(what: "palette" | "shortcuts") => void>(() => {});

/** Opens the command palette or the list of shortcuts. */
export const useCommandCenter = () => useContext(Opening);

/** Hears the studio's shortcuts, and shows the palette and the list of shortcuts when they are called for. */
export function CommandCenter({ children }: { children: ReactNode }) {
  const go = useGo();
  const place = usePlace();
  const { appId } = place;
  const pathname = usePathname();
  const [shown, setShown] = useState<"palette" | "shortcuts" | null>(null);
  const [shownAt, setShownAt] = useState(pathname);
  // Where it led to, it is out of the way: a dialog that it opened need not know of it.
  if (shownAt !== pathname) {
    setShownAt(pathname);
    setShown(null);
  }
  const [single, setSingle] = useSingleKeys();
  const close = useCallback(() => setShown(null), []);
  const takeText = useHeldText(shown === "palette", close);
  useFetchedAhead(loadPalette);

  const pages = useMemo(() => {
    if (appId === null) return {};
    const to = (path: string) => () => go(`/apps/${appId}${path}`);
    const sections = SECTIONS.flatMap(({ segment }) => {
      const binding = pageBinding(segment);
      return binding ? [[binding, to(segment && `/${segment}`)] as const] : [];
    });
    return {
      ...Object.fromEntries(sections),
      [NEW_TASK.binding]: to("/tasks/new"),
      [NEW_SCREEN.binding]: to("/screens?new=true"),
    };
  }, [appId, go]);

  useKeyBindings(
    {
      ...pages,
      [PALETTE.binding]: () => setShown((now) => (now === "palette" ? null : "palette")),
      [HELP.binding]: () => setShown("shortcuts"),
      [FIND.binding]: () => document.querySelector<HTMLElement>("main input[type=search]")?.focus(),
    },
    single,
  );

  return (
    <Opening.Provider value={setShown}>
      {children}
      {shown === "palette" && (
        <CommandPalette place={place} takeText={takeText} onClose={close} onShortcuts={() => setShown("shortcuts")} />
      )}
      {shown === "shortcuts" && (
        <ShortcutsDialog inApp={appId !== null} single={single} onSingle={setSingle} onClose={close} />
      )}
    </Opening.Provider>
  );
}
