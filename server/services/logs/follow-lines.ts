import { setTimeout as sleep } from "node:timers/promises";
import { rateLimited } from "#domain/errors.ts";
import type { LogLine, StreamLinesInput } from "#domain/log.ts";
import type { Actor, AppContext } from "../../context.ts";
import { takePlace } from "../limits/index.ts";
import { headOf } from "./line-bounds.ts";
import { listLines } from "./list-lines.ts";

/** How often it is looked for new lines, ms. */
const LOOK_EVERY_MS = 400;

/**
 * For how many looks a line may still appear before one that was sent: workers write at the same time, and who began
 * first does not always end first. 5 s, as long as a write may wait for a lock.
 */
const LOOKS_BACK = 13;

/** How many sent lines are looked at again at the most, and their ids kept to know them. */
const LINES_BACK_MAX = 2_000;

const PAGE = 500;

/** How many logs one person or token may follow at a time. */
export const STREAMS_MAX = 5;

/** How long a place outlives a process that died with it, seconds. */
const LEASE_S = 30;

/** How often it says that it still needs its place, ms. */
const KEEP_EVERY_MS = 10_000;

interface Options {
  /** Ends it. */
  signal: AbortSignal;
  /** Waits between two looks; rejects when the signal says so. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * The app's lines as they are written, each once, oldest first but for one that was written beside a later one: that comes
 * after it. Goes on until the signal ends it.
 *
 * @throws DomainError RATE_LIMITED, before the first line, for who follows {@link STREAMS_MAX} logs already.
 */
export async function openLineStream(
  ctx: AppContext,
  input: StreamLinesInput,
): Promise<(options: Options) => AsyncGenerator<LogLine, void, undefined>> {
  const place = await takePlace(ctx.db, {
    key: `streams:${nameOf(ctx.actor)}`,
    count: STREAMS_MAX,
    leaseS: LEASE_S,
  });
  if (!place)
    throw rateLimited(
      `You follow ${STREAMS_MAX} logs already, as many as one person or token may. Close one, then try again.`,
      LEASE_S,
    );
  return async function* (options) {
    // Also while a slow reader keeps it from looking. A database that is away for a moment ends nothing here.
    const keeping = setInterval(() => void place.keep().catch(() => {}), KEEP_EVERY_MS);
    try {
      yield* follow(ctx, input, options);
    } finally {
      clearInterval(keeping);
      await place.giveBack();
    }
  };
}

async function* follow(
  ctx: AppContext,
  { cursor, lastEventId, ...filter }: StreamLinesInput,
  { signal, wait = (ms, until) => sleep(ms, undefined, { signal: until }) }: Options,
): AsyncGenerator<LogLine, void, undefined> {
  const start = lastEventId === undefined ? (cursor ?? (await headOf(ctx))) : Number(lastEventId);
  const sent = new Set<number>();
  /** The newest id at each of the last looks, the oldest first. */
  const heads = [start];
  while (!signal.aborted) {
    let from: number | null = heads[0]!;
    let head = heads.at(-1)!;
    for (let hasMore = true; hasMore && !signal.aborted; ) {
      const page = await listLines(ctx, { ...filter, order: "asc", limit: PAGE, cursor: from });
      head = Math.max(head, page.lines.at(-1)?.id ?? 0, page.hasMore ? (page.nextCursor ?? 0) : 0);
      for (const line of page.lines) {
        if (sent.has(line.id)) continue;
        sent.add(line.id);
        yield line;
      }
      ({ hasMore, nextCursor: from } = page);
      if (sent.size > 2 * LINES_BACK_MAX) forget(sent, heads);
    }
    heads.push(head);
    if (heads.length > LOOKS_BACK) heads.shift();
    forget(sent, heads);
    await wait(LOOK_EVERY_MS, signal).catch(() => {});
  }
}

/** Drops ids that are not looked at again: before the first head, and the oldest of too many. */
function forget(sent: Set<number>, heads: number[]): void {
  if (sent.size > LINES_BACK_MAX) {
    const kept = [...sent].sort((a, b) => a - b).at(-LINES_BACK_MAX)!;
    for (const [n, head] of heads.entries()) heads[n] = Math.max(head, kept - 1);
  }
  for (const id of sent) if (id <= heads[0]!) sent.delete(id);
}

function nameOf(actor: Actor): string {
  return actor.kind === "user" || actor.kind === "token" ? `${actor.kind}:${actor.id}` : actor.kind;
}
