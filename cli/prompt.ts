import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { CliError } from "./cli-error.ts";
import type { Io } from "./io.ts";

/**
 * Asks the person at the terminal for a line. The question goes to standard error, so that a pipe gets answers only.
 *
 * @param isHidden what is typed is not shown
 * @throws CliError when nobody answers: Ctrl + C or the end of the input.
 */
export async function prompt(io: Io, question: string, { isHidden = false } = {}): Promise<string> {
  let isShown = !isHidden;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (isShown) io.stderr.write(String(chunk));
      done();
    },
  });
  const lines = createInterface({ input: io.stdin, output, terminal: true });
  const ended = new Promise<never>((_resolve, reject) => {
    const end = () => reject(new CliError("Nothing was answered, and nothing was done."));
    lines.once("close", end).once("SIGINT", end);
  });
  try {
    // What is pasted or typed ahead comes with the question: nothing of it may be shown.
    const answer = lines.question(isHidden ? "" : question);
    if (isHidden) io.stderr.write(question);
    return (await Promise.race([answer, ended])).trim();
  } finally {
    // What close() writes is for the terminal again.
    isShown = true;
    lines.close();
    if (isHidden) io.stderr.write("\n");
    ended.catch(() => {});
  }
}
