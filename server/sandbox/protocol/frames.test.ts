import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFrame, FrameError, FrameReader, MAX_FRAME_BYTES } from "./frames.ts";
import { decodeFromChild } from "./messages.ts";

describe("FrameReader", () => {
  it("gives back what was encoded, however the bytes arrive", () => {
    const bodies = fc.array(fc.string({ unit: fc.constantFrom("a", "é", "値", "🐼", "\ud800", "\0") }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(bodies, fc.integer({ min: 1, max: 7 }), (sent, step) => {
        const reader = new FrameReader();
        const bytes = Buffer.concat(sent.map((body, at) => encodeFrame(at, body)));
        const got: string[] = [];
        for (let at = 0; at < bytes.length; at += step) {
          got.push(...reader.push(bytes.subarray(at, at + step)).map((frame) => frame.body));
        }
        expect(got).toEqual(sent.map((body) => body.toWellFormed()));
      }),
    );
  });

  it("refuses a length over the limit before it holds the bytes", () => {
    const header = Buffer.alloc(5);
    header.writeUInt32BE(MAX_FRAME_BYTES + 1);
    expect(() => new FrameReader().push(header)).toThrow(FrameError);
  });
});

describe("decodeFromChild", () => {
  it("answers anything that is no message with a FrameError", () => {
    const values = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ kind: fc.constantFrom("line", "call", "pulse", "done"), id: fc.anything() })
        .map((value) => stringify(value)),
    );
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 255 }), (body, type) => {
        expect(() => decodeFromChild({ type, body })).toThrow(FrameError);
      }),
      { numRuns: 500 },
    );
  });

  it("drops fields it does not know and text that PostgreSQL cannot store", () => {
    const body = JSON.stringify({ kind: "line", level: "log", message: "a\0b\ud800", argsJson: null, runId: 7 });
    expect(decodeFromChild({ type: 2, body })).toEqual({ kind: "line", level: "log", message: "a�b�", argsJson: null });
  });
});

/** Some generated values have no JSON; those are nonsense too. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "";
  }
}
