"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as RadixDialog } from "radix-ui";
import { useState } from "react";
import { RunDialog } from "#components/tasks/run-dialog.tsx";
import type { Task } from "#domain/task.ts";
import { appCommands } from "./app-commands.ts";
import type { CommandGroup, PaletteActions } from "./command.ts";
import { CommandRow } from "./command-row.tsx";
import { everywhereCommands } from "./everywhere-commands.ts";
import { runIdIn } from "./run-id-in.ts";
import { useFoundRun } from "./use-found-run.ts";
import { useAppThings, useEverywhere } from "./use-palette-data.ts";

interface CommandPaletteProps {
  /** The app that is open; null outside of one. */
  appId: number | null;
  onClose: () => void;
  onShortcuts: () => void;
}

/** Finds pages, tasks, screens and runs by what is typed, and does what can be done with them. */
export function CommandPalette({ appId, onClose, onShortcuts }: CommandPaletteProps) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const [asked, setAsked] = useState<Task | null>(null);
  const everywhere = useEverywhere();
  const things = useAppThings(appId);
  const runId = runIdIn(query);
  const found = useFoundRun(appId, runId);

  const actions: PaletteActions = {
    go: (path) => {
      onClose();
      router.push(path);
    },
    askToRun: setAsked,
    close: (act) => {
      onClose();
      act();
    },
  };
  if (asked) return <RunDialog task={asked} onClose={onClose} />;

  const groups: CommandGroup[] = [
    ...(found.command ? [{ title: "Run", commands: [found.command(actions)] }] : []),
    ...(appId === null ? [] : appCommands(appId, things, actions)),
    ...everywhereCommands(everywhere, appId, actions, onShortcuts),
  ];
  return (
    <RadixDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="panel fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden shadow-float"
        >
          <RadixDialog.Title className="sr-only">Commands</RadixDialog.Title>
          <Command label="Commands" loop>
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search className="size-4 shrink-0 text-faint" aria-hidden />
              <Command.Input
                autoFocus
                value={query}
                onValueChange={setQuery}
                placeholder={appId === null ? "Find an app or an action…" : "Find a task, screen, run or action…"}
                className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint"
              />
            </div>
            <Command.List
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
