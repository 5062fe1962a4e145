// Apart from the schemas: the studio needs the values and not the validator.

/** Entries of one import. */
export const IMPORT_ENTRIES_MAX = 100;
export const IMPORT_LETTERS_MAX = 1_000_000;

export type ImportKind = "task" | "action";

/** What is wrong with an entry. */
export interface ImportProblem {
  status: string;
  message: string;
  /** Of the entry, where one is at fault. */
  field: string | null;
  /** Where in that field, characters from 0. */
  position: number | null;
}

/** A schedule that an entry asks for; without words and times when it cannot be read. */
export interface ImportSchedule {
  frequency: string;
  timezone: string;
  text: string | null;
  /** When it would fire next if the task were active, ISO 8601 UTC. */
  nextFireAt: string | null;
}

/** What would become of one entry. */
export interface ImportItem {
  /** Its place in the text, from 0. */
  index: number;
  kind: ImportKind;
  name: string;
  /** Whether it was active where it comes from; here everything begins inactive. */
  wasActive: boolean;
  /** The page that a task names; null for an action, which brings its code, and for a task that names none. */
  pageId: number | null;
  /** The screen that it would run; null for an action and while there is none. */
  screen: { id: number; name: string } | null;
  /** Of an action's code. */
  codeLines: number | null;
  schedules: ImportSchedule[];
  /** What else would start it, in a few words each. */
  triggers: string[];
  /** Fields that mean something where it comes from and nothing here. */
  leftOut: string[];
  /** Null for what can be made. */
  problem: ImportProblem | null;
  /** Whether it was asked to be left out. */
  isSkipped: boolean;
}

export interface ImportPreview {
  items: ImportItem[];
  /** Tasks that the app may still get. */
  placesLeft: number;
}

/** What an import made. */
export interface ImportedTask {
  kind: ImportKind;
  id: number;
  name: string;
}
