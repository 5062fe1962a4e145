import type { ParseArgsOptionDescriptor } from "node:util";
import type { Exit } from "./cli-error.ts";
import type { Io } from "./io.ts";
import type { Paint } from "./paint.ts";

/** An option of a command, as `parseArgs` takes it, and what its help says. */
export interface Option extends Pick<ParseArgsOptionDescriptor, "type" | "short"> {
  help: string;
  /** What stands for its value in the help. */
  value?: string;
}

/** What a command is run with. */
export interface Call {
  io: Io;
  /** For standard output. */
  paint: Paint;
  /** For standard error. */
  paintError: Paint;
  args: readonly string[];
  /** The value of an option; undefined when it was not given. */
  text(name: string): string | undefined;
  isSet(name: string): boolean;
}

export interface Command {
  name: string;
  /** What stands behind the command's name. */
  usage: string;
  /** One line for the list of commands. */
  summary: string;
  /** What else one must know, in lines that are short enough for a terminal. */
  details?: string;
  options: Readonly<Record<string, Option>>;
  /** How many arguments it takes. */
  arity: readonly [least: number, most: number];
  /** @throws CliError with a sentence for the person. */
  run(call: Call): Promise<Exit>;
}

/** For every command that asks a server. */
export const APP_OPTION = {
  app: { type: "string", value: "APP", help: "the app, by id or name, when you are logged in to several" },
} as const satisfies Record<string, Option>;

export const JSON_OPTION = {
  json: { type: "boolean", help: "print JSON, for programs" },
} as const satisfies Record<string, Option>;
