import type { LucideIcon } from "lucide-react";
import type { Task } from "#domain/task.ts";

/** One line of the palette. */
export interface PaletteCommand {
  /** Unlike any other's. */
  id: string;
  label: string;
  /** Said beside the label: the screen of a task, say. */
  detail?: string | undefined;
  /** Words by which it is found too. */
  keywords?: readonly string[];
  icon: LucideIcon;
  /** The shortcut that does the same. */
  keys?: readonly string[] | undefined;
  act: () => void;
}

export interface CommandGroup {
  title: string;
  commands: readonly PaletteCommand[];
}

/** What commands do with the palette itself. */
export interface PaletteActions {
  /** Closes it and opens a page. */
  go: (path: string) => void;
  /** Asks for the payload to run a task with. */
  askToRun: (task: Task) => void;
  /** Closes it, then acts. */
  close: (act: () => void) => void;
}
