// The process that drives one browser for the server: it starts it, carries one attempt at a time, and reads whatever the
// browser sends, so that a page which floods it takes this process down and no other. It is started by path, so its
// imports are relative and nothing is bundled.
import { Socket } from "node:net";
import type { Browser } from "playwright-core";
import { FrameReader } from "../../protocol/frames.ts";
import { decodeToChild, encodeFromChild, type FromChild, type ToChild } from "../../protocol/messages.ts";
import { BrowserAttempt } from "./browser-attempt.ts";
import { type ChromiumOptions, launchChromium } from "./chromium.ts";
import { GuestPage } from "./guest-page.ts";

/** A browser grows with what it has seen. */
const ATTEMPTS_MAX = 50;
/** SIGILL, SIGTRAP, SIGABRT: how V8 ends its own process when memory runs out. */
const MEMORY_SIGNALS = [4, 5, 6];

const [executablePath, sandbox, heapMb] = process.argv.slice(2);
const channel = new Socket({ fd: 3, readable: true, writable: true });
const reader = new FrameReader();
const scripts = new Map<string, string>();
let prelude = "";
let spare: Promise<GuestPage> | null = null;
let attempt: BrowserAttempt | null = null;
let current: GuestPage | null = null;
let attempts = 0;

const die = () => process.exit(1);

const send = (message: FromChild) => {
  channel.write(encodeFromChild(message));
};

const launching = launchChromium({
  executablePath: executablePath!,
  sandbox: sandbox as ChromiumOptions["sandbox"],
  heapMb: Number(heapMb),
}).then(async (browser) => {
  browser.on("disconnected", die);
  const session = await browser.newBrowserCDPSession();
  session.on("Target.targetCrashed", ({ targetId, status, errorCode }) => {
    if (targetId === current?.targetId) attempt?.crashed(status === "oom" || MEMORY_SIGNALS.includes(errorCode));
  });
  await session.send("Target.setDiscoverTargets", { discover: true });
  const cpuMs = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { type, cpuTime }) => (type === "renderer" ? sum + cpuTime * 1_000 : sum), 0);
  };
  return { browser, cpuMs };
});

function receive(message: ToChild): void {
  switch (message.kind) {
    case "boot":
      prelude = message.guest;
      void launching.then(({ browser }) => makeReady(browser)).catch(die);
      break;
    case "library":
      scripts.set(message.name, message.source);
      break;
    case "start":
      start(message).catch(die);
      break;
    case "stop":
      void attempt?.stop();
      break;
    default:
      attempt?.answer(message);
  }
}

/** A page is made ahead, while nobody waits for it. */
async function makeReady(browser: Browser): Promise<void> {
  spare = GuestPage.make(browser);
  await spare;
  send({ kind: "ready", rssBytes: 0 });
}

async function start(message: Extract<ToChild, { kind: "start" }>): Promise<void> {
  const { browser, cpuMs } = await launching;
  const page = await (spare ?? GuestPage.make(browser));
  spare = null;
  current = page;
  attempts += 1;
  attempt = new BrowserAttempt(page, message, {
    prelude,
    cpuMs,
    send,
    die,
    mayServeAgain: attempts < ATTEMPTS_MAX,
    finished(reusable) {
      attempt = null;
      // A child that cannot serve again is killed by its parent.
      if (reusable) void page.close().then(() => makeReady(browser), die);
    },
  });
  await attempt.run(message.libraries.map((name) => [name, scripts.get(name)!]));
}

channel.on("data", (bytes: Buffer) => {
  for (const frame of reader.push(bytes)) receive(decodeToChild(frame));
});
channel.on("end", die);
channel.on("error", die);
process.on("uncaughtException", die);
process.on("unhandledRejection", die);
