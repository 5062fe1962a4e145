import type { TestRunInput } from "#domain/screen.ts";
import type { AppContext, TestLine, TestRunResult } from "../../context.ts";

/** What a test run says while it runs: lines as they are written, then how it ended. */
export type TestRunEvent =
  | { type: "lines"; lines: TestLine[] }
  | { type: "end"; outcome: Omit<TestRunResult, "lines"> };

/**
 * A test run that is watched: its lines come as the code writes them, those that wait for each other together. When the
 * reader leaves, by the signal or by returning early, the run is cancelled.
 *
 * @throws DomainError as `testRun` does, before the first event.
 */
export async function* streamTestRun(
  ctx: AppContext,
  input: TestRunInput,
  signal?: AbortSignal,
): AsyncGenerator<TestRunEvent, void, undefined> {
  const left = new AbortController();
  let waiting: TestLine[] = [];
  let wake = () => {};
  let ended = false;
  const running = ctx.runner
    .testRun(ctx, input, {
      signal: signal ? AbortSignal.any([signal, left.signal]) : left.signal,
      onLine: (line) => {
        waiting.push(line);
        wake();
      },
    })
    .finally(() => {
      ended = true;
      wake();
    });
  // It is awaited below; until then a rejection is nobody's surprise.
  running.catch(() => {});
  try {
    for (;;) {
      if (waiting.length > 0) {
        const lines = waiting;
        waiting = [];
        yield { type: "lines", lines };
      } else if (ended) {
        const { lines: _told, ...outcome } = await running;
        yield { type: "end", outcome };
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    left.abort();
  }
}
