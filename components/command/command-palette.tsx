"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { Dialog as RadixDialog } from "radix-ui";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { useGo } from "#lib/use-go.ts";
import { appCommands } from "./app-commands.ts";
import type { CommandGroup, PaletteActions } from "./command.ts";
import { CommandRow } from "./command-row.tsx";
import { everywhereCommands } from "./everywhere-commands.ts";
import { findCommands } from "./find-commands.ts";
import { runIdIn } from "./run-id-in.ts";
import { useFoundRun } from "./use-found-run.ts";
import { useAppThings, useEverywhere } from "./use-palette-data.ts";
import type { Place } from "./use-place.ts";

interface CommandPaletteProps {
  place: Place;
  /** What was typed before the field was there. */
  takeText: () => string;
  onClose: () => void;
  onShortcuts: () => void;
}

/** Finds pages, tasks, screens and runs by what is typed, and does what can be done with them. */
export function CommandPalette({ place, takeText, onClose, onShortcuts }: CommandPaletteProps) {
  const go = useGo();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [asked, setAsked] = useState<((onClose: () => void) => ReactNode) | null>(null);
  const everywhere = useEverywhere();
  const { appId } = place;
  const runId = runIdIn(query);
  const found = useFoundRun(appId, runId);
  const things = useAppThings(place, found.run);

  const actions: PaletteActions = {
    go: (path) => {
      onClose();
      go(path);
    },
    ask: (dialog) => setAsked(() => dialog),
    close: (act) => {
      onClose();
      act();
    },
  };
  const groups: CommandGroup[] = findCommands(
    [
      ...(appId === null ? [] : appCommands({ ...place, appId }, things, actions)),
      ...everywhereCommands(everywhere, appId, actions, onShortcuts),
    ],
    query,
  );
  // What fits best is chosen, also when it arrives a moment later than the rest.
  const first = groups[0]?.commands[0]?.id ?? "";
  const [chosen, setChosen] = useState({ first, id: first });
  const current = chosen.first === first ? chosen.id : first;
  const search = (text: string) => {
    setQuery(text);
    // What fits best stands first, wherever the list was.
    if (list.current) list.current.scrollTop = 0;
  };
  const takeOver = useCallback(
    (field: HTMLInputElement | null) => {
      if (field) setQuery(takeText());
    },
    [takeText],
  );
  if (asked) return asked(onClose);
  return (
    <RadixDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="panel fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden shadow-float"
        >
          <RadixDialog.Title className="sr-only">Commands</RadixDialog.Title>
          <Command
            label="Commands"
            loop
            shouldFilter={false}
            value={current}
            onValueChange={(id) => setChosen({ first, id })}
          >
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search className="size-4 shrink-0 text-faint" aria-hidden />
              <Command.Input
                ref={takeOver}
                autoFocus
                value={query}
                onValueChange={search}
                placeholder={appId === null ? "Find an app or an action…" : "Find a task, screen, run or action…"}
                className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint"
              />
            </div>
            <Command.List
              ref={list}
              label="Found"
              className="max-h-[min(60dvh,26rem)] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-[0.75rem] [&_[cmdk-group-heading]]:text-faint"
            >
              <Command.Empty className="px-3 py-6 text-center text-soft">
                {runId !== null && found.isPending
                  ? `Looking for run ${runId}…`
                  : runId !== null && appId !== null
                    ? `This app has no run ${runId}.`
                    : "Nothing of that name. Try a task, a screen, or the number of a run."}
              </Command.Empty>
              {groups.map(({ title, commands }) => (
                <Command.Group key={title} heading={title}>
                  {commands.map((command) => (
                    <CommandRow key={command.id} command={command} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
