/** What a process ends with, for scripts to branch on. */
export const EXIT = {
  done: 0,
  /** A run failed, or what was asked for was begun and not finished. */
  failed: 1,
  /** The command line, a file or what the server was asked for is not right: the same again will fail again. */
  usage: 2,
  /** No answer from the server, or none to this token. */
  unreachable: 3,
  /** The time to wait is over and the run goes on. */
  waiting: 4,
  /** Ctrl + C, as a shell has it: 128 and the number of the signal. */
  interrupted: 130,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** What is told to the person in a sentence, with the way out. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exit: Exit;

  constructor(message: string, exit: Exit = EXIT.usage) {
    super(message);
    this.exit = exit;
  }
}
