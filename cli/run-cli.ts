import { readFileSync } from "node:fs";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { CliError, EXIT, type Exit } from "./cli-error.ts";
import type { Call, Command } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";
import { helpOf, overview } from "./help.ts";
import type { Io } from "./io.ts";
import { harmless, paintFor } from "./paint.ts";

/** Both the checkout and the packed tool have their package.json one folder up. */
const readVersion = (): string =>
  (JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }).version;

/** Every token looks like this. */
const TOKEN = /\bat[sp]_[A-Za-z0-9_-]{20,}/;

/**
 * Runs one command line and tells what came of it. What went wrong is one sentence on standard error.
 *
 * @param argv what stands behind the program's name
 * @returns the exit code
 */
export async function runCli(argv: readonly string[], io: Io): Promise<Exit> {
  const paint = paintFor(io.stdout, io.env);
  const paintError = paintFor(io.stderr, io.env);
  try {
    if (argv.some((text) => TOKEN.test(text)))
      throw new CliError(
        "A token in a command line can be read by others on this machine and stays in its history. Revoke that one, make another, and let app-tasks login ask for it.",
      );
    return await dispatch(argv, io, { paint, paintError });
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    io.stderr.write(`${paintError("red", "error:")} ${harmless(error.message)}\n`);
    return error.exit;
  }
}

async function dispatch(argv: readonly string[], io: Io, paints: Pick<Call, "paint" | "paintError">): Promise<Exit> {
  const [name, ...rest] = argv;
  if (name === "--version" || name === "-v" || name === "version") {
    io.stdout.write(`${readVersion()}\n`);
    return EXIT.done;
  }
  if (name === undefined || name === "--help" || name === "-h" || (name === "help" && rest.length === 0)) {
    const isAsked = name !== undefined;
    (isAsked ? io.stdout : io.stderr).write(`${overview(COMMANDS, isAsked ? paints.paint : paints.paintError)}\n`);
    return isAsked ? EXIT.done : EXIT.usage;
  }
  if (name === "help") return dispatch([rest[0]!, "--help"], io, paints);
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    const names = COMMANDS.map((one) => one.name).join(", ");
    throw new CliError(`There is no command "${name}". The commands: ${names}.`);
  }
  return runCommand(command, rest, io, paints);
}

async function runCommand(
  command: Command,
  argv: readonly string[],
  io: Io,
  paints: Pick<Call, "paint" | "paintError">,
): Promise<Exit> {
  const more = `See app-tasks ${command.name} --help.`;
  const { values, positionals } = parsed(command, argv, more);
  if (values.help) {
    io.stdout.write(`${helpOf(command, paints.paint)}\n`);
    return EXIT.done;
  }
  const [least, most] = command.arity;
  if (positionals.length < least)
    throw new CliError(`Something is missing: app-tasks ${`${command.name} ${command.usage}`.trim()}. ${more}`);
  if (positionals.length > most)
    throw new CliError(
      `"${positionals[most]}" is one argument too many: app-tasks ${`${command.name} ${command.usage}`.trim()}. ${more}`,
    );
  return command.run({
    io,
    ...paints,
    args: positionals,
    text: (option) => values[option] as string | undefined,
    isSet: (option) => values[option] === true,
  });
}

function parsed(command: Command, argv: readonly string[], more: string) {
  const options: ParseArgsOptionsConfig = { help: { type: "boolean", short: "h" } };
  for (const [name, { type, short }] of Object.entries(command.options))
    options[name] = { type, ...(short && { short }) };
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      const option = /'(-[^']*)'/.exec(message)?.[1] ?? "that";
      throw new CliError(`app-tasks ${command.name} has no option ${option}. ${more}`);
    }
    if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE")
      throw new CliError(`${message.split("\n")[0]!.replace(/\.?$/, ".")} ${more}`);
    throw error;
  }
}
