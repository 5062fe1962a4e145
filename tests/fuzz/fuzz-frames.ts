import fc from "fast-check";
import { FrameError, FrameReader } from "#server/sandbox/protocol/frames.ts";
import { decodeFromChild, encodeFromChild, type FromChild } from "#server/sandbox/protocol/messages.ts";
import { LOG_LEVELS } from "#server/sandbox/sandbox.ts";

const count = fc.nat();
const text = fc.string({ maxLength: 20 });

const outcome = fc.oneof(
  fc.record({ status: fc.constant("completed" as const), resultJson: fc.json({ maxDepth: 2 }) }),
  fc.record({
    status: fc.constantFrom("failed" as const, "timed_out" as const, "out_of_memory" as const),
    error: fc.record({ name: text, message: text, stack: text, status: text, line: count, column: count }),
  }),
);

/** Messages as an honest child sends them. */
export const honestMessage: fc.Arbitrary<FromChild> = fc.oneof(
  fc.record({ kind: fc.constant("ready" as const), rssBytes: count }),
  fc.record({
    kind: fc.constant("line" as const),
    level: fc.constantFrom(...LOG_LEVELS),
    message: text,
    argsJson: fc.option(fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }).map((args) => JSON.stringify(args))),
    ageMs: count,
  }),
  fc.record({ kind: fc.constant("call" as const), id: count, capability: text, argsJson: fc.json({ maxDepth: 2 }) }),
  fc.record({ kind: fc.constant("pulse" as const), cpuMs: count, rssBytes: count, linesHeld: count }),
  fc.record({ kind: fc.constant("stopped" as const), linesDropped: count }),
  fc.record({ kind: fc.constant("done" as const), outcome, cpuMs: count, linesDropped: count, reusable: fc.boolean() }),
);

/** What may go wrong with bytes on their way. */
const damage = fc.record({
  how: fc.constantFrom("flip", "cut", "insert", "repeat", "swap"),
  at: fc.nat(),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});

function damaged(bytes: Buffer, { how, at, bytes: other }: { how: string; at: number; bytes: Uint8Array }): Buffer {
  if (bytes.length === 0) return Buffer.from(other);
  const place = at % bytes.length;
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (how) {
    case "flip":
      return Buffer.concat([before, Buffer.from([after[0]! ^ (other[0]! || 1)]), after.subarray(1)]);
    case "cut":
      return Buffer.concat([before, after.subarray(other.length)]);
    case "insert":
      return Buffer.concat([before, other, after]);
    case "repeat":
      return Buffer.concat([before, after.subarray(0, 64), after]);
    default:
      return Buffer.concat([after, before]);
  }
}

/** A stream of frames, some of it damaged. */
export const damagedStream: fc.Arbitrary<Buffer> = fc
  .tuple(fc.array(honestMessage, { minLength: 1, maxLength: 6 }), fc.array(damage, { minLength: 1, maxLength: 4 }))
  .map(([messages, damages]) => damages.reduce(damaged, Buffer.concat(messages.map(encodeFromChild))));

/** Reads a stream as the parent does. @throws FrameError at the first nonsense. */
function read(stream: Buffer, step: number): FromChild[] {
  const reader = new FrameReader();
  const messages: FromChild[] = [];
  for (let at = 0; at < stream.length; at += step) {
    for (const frame of reader.push(stream.subarray(at, at + step))) messages.push(decodeFromChild(frame));
  }
  return messages;
}

/** Bytes of any kind are read as messages that are whole, or refused as no frame; nothing else is ever thrown. */
export const framesProperty = fc.property(
  fc.oneof(damagedStream, fc.uint8Array({ maxLength: 200 }).map(Buffer.from)),
  fc.integer({ min: 1, max: 64 }),
  (stream, step) => {
    let messages: FromChild[];
    try {
      messages = read(stream, step);
    } catch (error) {
      if (error instanceof FrameError) return;
      throw error;
    }
    for (const message of messages) {
      const again = read(encodeFromChild(message), 7);
      if (JSON.stringify(again) !== JSON.stringify([message])) {
        throw new Error(`Read back, ${JSON.stringify(message)} became ${JSON.stringify(again)}`);
      }
    }
  },
);
