import { describe, expect, it } from "vitest";
import type { LinePage, LogLine } from "#domain/log.ts";
import { addNewer, addOlder, addTail, freshLines, openWindow, WINDOW_LINES } from "./line-window.ts";

const line = (id: number) => ({ id }) as LogLine;
/** Lines from the newest to the oldest. */
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => line(from - index));
const page = (lines: LogLine[], hasMore = true): LinePage => ({
  lines,
  hasMore,
  nextCursor: hasMore ? (lines.at(-1)?.id ?? null) : null,
  head: 0,
});
const ids = ({ lines }: { lines: LogLine[] }) => lines.map(({ id }) => id);

describe("a window on the log", () => {
  it("opens around a line, newest first", () => {
    const window = openWindow(page(down(50, 48)), page([line(51), line(52)]));
    expect(ids(window)).toEqual([52, 51, 50, 49, 48]);
    expect(window).toMatchObject({ olderCursor: 48, newerCursor: 52 });
  });

  it("drops its newest lines when it grows into the past, and knows where they were", () => {
    let window = openWindow(page(down(5_000, 4_801)));
    expect(window.newerCursor).toBeNull();
    for (let top = 4_800; top > 2_000; top -= 200) window = addOlder(window, page(down(top, top - 199)));
    expect(window.lines).toHaveLength(WINDOW_LINES);
    expect([window.lines[0]!.id, window.newerCursor, window.olderCursor]).toEqual([4_000, 4_000, 2_001]);
    const newer = addNewer(window, page(down(4_200, 4_001).reverse()));
    expect(ids(newer)).toEqual(ids({ lines: down(4_200, 2_201) }));
    expect([newer.newerCursor, newer.olderCursor]).toEqual([4_200, 2_201]);
  });

  it("takes new lines once, late ones in their place", () => {
    const window = openWindow(page([line(12), line(10)]));
    expect(ids(addTail(window, [line(10), line(11), line(12), line(13)]))).toEqual([13, 12, 11, 10]);
    expect(addTail(window, [line(10), line(12)])).toBe(window);
  });

  it("leaves to its beginning what lies before it", () => {
    expect(freshLines(openWindow(page([line(12), line(10)])), [line(9), line(11)])).toEqual([line(11)]);
    expect(freshLines(openWindow(page([line(12), line(10)], false)), [line(9)])).toEqual([line(9)]);
  });

  it("stays bounded while lines come, and reads on where it was cut", () => {
    let window = openWindow(page(down(200, 1), false));
    for (let id = 201; id <= 2_500; id += 100) window = addTail(window, down(id + 99, id));
    expect(window.lines).toHaveLength(WINDOW_LINES);
    expect(window.olderCursor).toBe(window.lines.at(-1)!.id);
  });

  it("goes on past a page that held nothing", () => {
    expect(addOlder(openWindow(page([line(9)])), { lines: [], hasMore: true, nextCursor: 3, head: 9 })).toMatchObject({
      lines: [line(9)],
      olderCursor: 3,
    });
  });
});
