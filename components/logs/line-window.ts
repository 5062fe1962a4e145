import type { LinePage, LogLine } from "#domain/log.ts";

/** Lines that a window holds at most; what is farther away is dropped and fetched again when it is scrolled to. */
export const WINDOW_LINES = 2_000;

/** A stretch of the log without a hole, newest first. */
export interface LineWindow {
  lines: LogLine[];
  /** Where to read on towards the past, null at the log's beginning. */
  olderCursor: number | null;
  /** Where to read on towards the present; null when the window reaches it, so that new lines belong on top. */
  newerCursor: number | null;
}

/** @param older newest first @param newer oldest first, what follows upon `older`; absent when that is the newest page */
export function openWindow(older: LinePage, newer?: LinePage): LineWindow {
  return {
    lines: [...(newer?.lines.toReversed() ?? []), ...older.lines],
    olderCursor: older.nextCursor,
    newerCursor: newer?.hasMore ? newer.nextCursor : null,
  };
}

/** With the page before its oldest line. @param page newest first */
export function addOlder(window: LineWindow, page: LinePage): LineWindow {
  const all = [...window.lines, ...page.lines];
  const dropped = Math.max(0, all.length - WINDOW_LINES);
  const lines = all.slice(dropped);
  const newerCursor = dropped > 0 ? lines[0]!.id : window.newerCursor;
  return { lines, olderCursor: page.nextCursor, newerCursor };
}

/** With the page after its newest line. @param page oldest first */
export function addNewer(window: LineWindow, page: LinePage): LineWindow {
  return onTop(window, page.lines.toReversed(), page.hasMore ? page.nextCursor : null);
}

/** With lines that came since, some of which may be there already. Only for a window that reaches the present. */
export function addTail(window: LineWindow, lines: readonly LogLine[]): LineWindow {
  const fresh = freshLines(window, lines);
  if (fresh.length === 0) return window;
  const all = [...fresh, ...window.lines].sort((a, b) => b.id - a.id);
  return onTop({ ...window, lines: [] }, all, null);
}

/** Those of the lines that the window does not hold, and that do not lie before its beginning. */
export function freshLines(window: LineWindow, lines: readonly LogLine[]): LogLine[] {
  const known = new Set(window.lines.map(({ id }) => id));
  const oldest = window.olderCursor === null ? 0 : (window.lines.at(-1)?.id ?? 0);
  return lines.filter(({ id }) => !known.has(id) && id > oldest);
}

function onTop(window: LineWindow, newest: LogLine[], newerCursor: number | null): LineWindow {
  const all = [...newest, ...window.lines];
  const lines = all.slice(0, WINDOW_LINES);
  return { lines, newerCursor, olderCursor: lines.length < all.length ? lines.at(-1)!.id : window.olderCursor };
}
