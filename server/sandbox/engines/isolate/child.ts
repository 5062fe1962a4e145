// The process that runs untrusted code: one attempt at a time, no
// environment, no files, one channel (descriptor 3) to its parent. It is
// started by path, so its imports are relative and nothing is bundled.
import { Socket } from "node:net";
import ivm from "isolated-vm";
import { FrameReader } from "../../protocol/frames.ts";
import { decodeToChild, encodeFromChild, type FromChild, type ToChild } from "../../protocol/messages.ts";
import { DEFAULT_LIMITS } from "../../sandbox.ts";
import { Attempt } from "./attempt.ts";
import { GuestIsolate, type GuestMaterial, PRELUDE_FILE } from "./guest-isolate.ts";
import { GuestLibrary } from "./guest-library.ts";

const channel = new Socket({ fd: 3, readable: true, writable: true });
const reader = new FrameReader();
const libraries = new Map<string, GuestLibrary>();
let material: GuestMaterial | null = null;
let spare: GuestIsolate | null = null;
let attempt: Attempt | null = null;

/** Not `exit`: that waits for the isolate's thread, which may be in a loop that never ends. */
const die = () => process.kill(process.pid, "SIGKILL");

const send = (message: FromChild) => {
  channel.write(encodeFromChild(message));
};

function receive(message: ToChild): void {
  switch (message.kind) {
    case "boot":
      material = {
        snapshot: ivm.Isolate.createSnapshot([{ code: message.guest, filename: PRELUDE_FILE }]),
        tables: JSON.parse(message.tables) as Record<string, string>,
      };
      spare = makeIsolate(DEFAULT_LIMITS.heapBytes);
      send({ kind: "ready", rssBytes: process.memoryUsage.rss() });
      break;
    case "library":
      libraries.set(message.name, new GuestLibrary(message.name, message.source));
      break;
    case "start":
      start(message);
      break;
    case "stop":
      attempt?.stop();
      break;
    default:
      attempt?.answer(message);
  }
}

function makeIsolate(heapBytes: number): GuestIsolate {
  if (material === null) throw new Error("The child was asked to work before it was booted");
  return new GuestIsolate(material, heapBytes, () => attempt?.outOfMemory());
}

function start(message: Extract<ToChild, { kind: "start" }>): void {
  const guest = takeIsolate(message.limits.heapBytes);
  attempt = new Attempt(guest, message, send, (reusable) => {
    attempt = null;
    // A child that cannot serve again is killed by its parent.
    if (!reusable) return;
    guest.dispose();
    spare = makeIsolate(message.limits.heapBytes);
    send({ kind: "ready", rssBytes: process.memoryUsage.rss() });
  });
  void attempt.run(message.libraries.map((name) => libraries.get(name)!));
}

function takeIsolate(heapBytes: number): GuestIsolate {
  const ready = spare;
  spare = null;
  if (ready?.heapBytes === heapBytes) return ready;
  ready?.dispose();
  return makeIsolate(heapBytes);
}

channel.on("data", (bytes: Buffer) => {
  for (const frame of reader.push(bytes)) receive(decodeToChild(frame));
});
channel.on("end", die);
channel.on("error", die);
process.on("uncaughtException", die);
