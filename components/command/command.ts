import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

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
  /** Whether it is listed only when it is searched for: there are too many of its kind to read. */
  isFoundOnly?: boolean;
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
  /** Shows a dialog in its place. */
  ask: (dialog: (onClose: () => void) => ReactNode) => void;
  /** Closes it, then acts. */
  close: (act: () => void) => void;
}

/** The commands of a group as they stand in another. */
export const inGroup = (title: string, commands: readonly PaletteCommand[]): CommandGroup => ({
  title,
  // Another id, since the same command may stand in its own group too.
  commands: commands.map((command) => ({ ...command, id: `${title}-${command.id}`, isFoundOnly: false })),
});
