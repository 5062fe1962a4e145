import type { Redactor } from "../vault/redactor.ts";
import type { Finish } from "./finish-run.ts";
import type { WrittenLine } from "./line-writer.ts";

/** The line with the run's secrets masked: its message, and each of its arguments by itself. */
export const redactLine = (redactor: Redactor, line: WrittenLine): WrittenLine => ({
  ...line,
  message: redactor.text(line.message),
  args: line.args?.map((arg) => redactor.value(arg)) ?? null,
});

/**
 * The end of a run with its secrets masked: result, or name, message and stack of the error, and the text of its page. A
 * picture cannot be masked: that of a run which knows secrets is not kept.
 */
export function redactFinish(redactor: Redactor, { resultJson, error, page, ...finish }: Finish): Finish {
  return {
    ...finish,
    ...(page && { page: { screenshot: redactor.isEmpty ? page.screenshot : null, text: redactor.text(page.text) } }),
    ...(resultJson !== undefined && { resultJson: redactor.json(resultJson) }),
    ...(error && {
      error: {
        ...error,
        name: redactor.text(error.name),
        message: redactor.text(error.message),
        stack: redactor.text(error.stack),
      },
    }),
  };
}
