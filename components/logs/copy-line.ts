import { plainText } from "#domain/terminal-codes.ts";
import { toast } from "#lib/toast.ts";

/** Puts a line's text on the clipboard, without its colours, and says so. */
export function copyLine(message: string): void {
  // The clipboard only exists on https and localhost.
  const write = navigator.clipboard?.writeText(plainText(message)) ?? Promise.reject(new Error("no clipboard"));
  write.then(
    () => toast.success("The line is on the clipboard."),
    () => toast.error("The browser did not allow copying. Select the text and copy it by hand."),
  );
}
