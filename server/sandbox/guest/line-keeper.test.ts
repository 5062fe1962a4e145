import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dropped, LineKeeper } from "./line-keeper.ts";

interface Line {
  message: string;
  argsJson: string | null;
}

/** What a log of these lines becomes: what went through at once, what was dropped, what came at the end. */
function keep(lines: readonly Line[], maxLines: number, maxBytes: number) {
  const keeper = new LineKeeper<Line>(maxLines, maxBytes);
  const head = lines.filter((line) => keeper.take(line));
  const { heldBack } = keeper;
  const tail: Line[] = [];
  const dropped: Dropped = { lines: 0, bytes: 0 };
  const count = keeper.release(
    (told) => Object.assign(dropped, told),
    (line) => tail.push(line),
  );
  return { head, tail, dropped, count, heldBack };
}

const line = (message: string, argsJson: string | null = null): Line => ({ message, argsJson });
const bytesOf = (lines: readonly Line[]) =>
  lines.reduce((sum, { message, argsJson }) => sum + Buffer.byteLength(message) + Buffer.byteLength(argsJson ?? ""), 0);

describe("LineKeeper", () => {
  it("keeps the first half and the last, and counts what lies between", () => {
    const lines = Array.from({ length: 50 }, (_, at) => line(`é${at % 10}`, "[1]"));
    const { head, tail, dropped, count, heldBack } = keep(lines, 11, 1_000);
    expect(head).toEqual(lines.slice(0, 6));
    expect(tail).toEqual(lines.slice(-5));
    expect(dropped).toEqual({ lines: 39, bytes: 39 * 6 });
    expect(count).toBe(39);
    expect(heldBack).toBe(44);
  });

  it("drops nothing of a log that fits", () => {
    const lines = Array.from({ length: 10 }, (_, at) => line(String(at)));
    const { head, tail, count } = keep(lines, 10, 100);
    expect([...head, ...tail]).toEqual(lines);
    expect(count).toBe(0);
  });

  it("never holds more than its limits, loses no count, and keeps the order", () => {
    const anyLine = fc.record({
      message: fc.string({ unit: "grapheme", maxLength: 12 }),
      argsJson: fc.option(fc.string({ maxLength: 6 })),
    });
    const logs = fc.array(anyLine, { maxLength: 60 });
    fc.assert(
      fc.property(logs, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 300 }), (lines, most, bytes) => {
        const { head, tail, dropped, count } = keep(lines, most, bytes);
        expect(head.length + tail.length).toBeLessThanOrEqual(most);
        expect(bytesOf([...head, ...tail])).toBeLessThanOrEqual(bytes);
        expect(lines.slice(0, head.length)).toEqual(head);
        expect(lines.slice(lines.length - tail.length)).toEqual(tail);
        expect(count).toBe(lines.length - head.length - tail.length);
        expect(dropped).toEqual({
          lines: count,
          bytes: bytesOf(lines.slice(head.length, lines.length - tail.length)),
        });
      }),
    );
  });
});
