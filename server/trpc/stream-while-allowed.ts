import type { Access } from "#domain/access.ts";
import { type Context, enterApp } from "./context.ts";

/** How often it is looked whether who reads a stream may still read it, ms. */
const LOOK_EVERY_MS = 3_000;

/**
 * A stream that ends with an error soon after whoever reads it was removed, lost the role for it, or had the token revoked:
 * they were let in when it began, and it may go on for long. The work behind it is stopped too.
 */
export async function* streamWhileAllowed<T>(
  { ctx, appId, access, signal }: { ctx: Context; appId: number; access: Access; signal: AbortSignal | undefined },
  begin: (signal: AbortSignal) => AsyncIterable<T>,
  everyMs = LOOK_EVERY_MS,
): AsyncGenerator<T, void, undefined> {
  const ended = new AbortController();
  const events = begin(signal ? AbortSignal.any([signal, ended.signal]) : ended.signal)[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  const tick = () =>
    new Promise<"look">((resolve) => {
      timer = setTimeout(resolve, everyMs, "look");
    });
  try {
    let next = events.next();
    for (let look = tick(); ; ) {
      const came = await Promise.race([next, look]);
      if (came === "look") {
        await refuseIfChanged(ctx, appId, access);
        look = tick();
      } else if (came.done) {
        return;
      } else {
        yield came.value;
        next = events.next();
      }
    }
  } finally {
    clearTimeout(timer);
    // Not waited for: it may be in the middle of a wait that only the signal ends.
    ended.abort();
    void Promise.resolve(events.return?.(undefined)).catch(() => {});
  }
}

/** @throws DomainError UNAUTHORIZED, FORBIDDEN or APP_NOT_FOUND, as a new request would. */
async function refuseIfChanged(ctx: Context, appId: number, access: Access): Promise<void> {
  if (!ctx.identifyAgain) return;
  const caller = await ctx.identifyAgain();
  await enterApp({ ...ctx, caller }, appId, access);
}
