import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { CliError, EXIT } from "./cli-error.ts";
import type { Io } from "./io.ts";

/**
 * Asks the person at the terminal for a line. The question goes to standard error, so that a pipe gets answers only.
 *
 * @param isHidden what is typed is not shown
 * @throws CliError when nobody answers: with 130 at Ctrl + C, with 2 at the end of the input.
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
    lines.once("close", () => reject(new CliError("Nothing was answered, and nothing was done.")));
    // Of the keyboard and, beside it, of whoever sends the process a signal.
    const stop = () => reject(new CliError("Stopped. Nothing was done.", EXIT.interrupted));
    lines.once("SIGINT", stop);
    if (io.signal.aborted) stop();
    else io.signal.addEventListener("abort", stop, { once: true });
  });
  try {
    // What is pasted or typed ahead comes with the question: nothing of it may be shown.
    const answer = lines.question(isHidden ? "" : question);
    if (isHidden) io.stderr.write(question);
    return (await Promise.race([ended, answer])).trim();
  } finally {
    // What close() writes is for the terminal again.
    isShown = true;
    lines.close();
    if (isHidden) io.stderr.write("\n");
    ended.catch(() => {});
  }
}
