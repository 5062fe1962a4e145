import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { buildSdk } from "./build-sdk.ts";

type Listener = (event: Record<string, unknown>) => void;

let folder: string;
let code: string;
let listeners: Record<string, Listener>;
let shown: { title: string; options: { data: unknown } & Record<string, unknown> }[];
let pages: { url: string; told: unknown[] }[];
let opened: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "app-tasks-worker-"));
  await buildSdk(folder);
  code = readFileSync(join(folder, "push-worker.js"), "utf8");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  [listeners, shown, pages, opened] = [{}, [], [], []];
  const scope = createContext({
    URL,
    navigator: {},
    registration: {
      scope: "https://app.example.org/",
      showNotification: async (title: string, options: (typeof shown)[0]["options"]) =>
        void shown.push({ title, options }),
    },
    clients: {
      matchAll: async () =>
        pages.map((page) => ({
          url: page.url,
          focus: async () => ({ postMessage: (message: unknown) => page.told.push(message) }),
        })),
      openWindow: async (url: string) => void opened.push(url),
    },
    addEventListener: (type: string, listener: Listener) => {
      listeners[type] = listener;
    },
  });
  runInContext(code, scope);
});

async function happen(type: string, event: Record<string, unknown>) {
  const work: Promise<unknown>[] = [];
  listeners[type]!({ ...event, waitUntil: (promise: Promise<unknown>) => work.push(promise) });
  await Promise.all(work);
}
const arrive = (text: string) => happen("push", { data: { text: () => text } });
const tap = (navigate: unknown) =>
  happen("notificationclick", { notification: { close() {}, data: { title: "x", navigate } } });

it("shows what was pushed", async () => {
  const pushed = { title: "Booking", body: "Room 5", icon: "/i.png", navigate: "/rooms/5", notificationId: 7 };
  await arrive(JSON.stringify(pushed));
  expect(shown).toEqual([
    { title: "Booking", options: { body: "Room 5", icon: "/i.png", tag: "notification-7", data: pushed } },
  ]);
});

it("shows something whatever arrives", async () => {
  for (const text of ["plain", "5", ""]) await arrive(text);
  expect(shown.map(({ title, options }) => [title, options.body])).toEqual([
    ["New message", "plain"],
    ["New message", "5"],
    ["New message", undefined],
  ]);
});

it.each([
  ["/rooms/5", "https://app.example.org/rooms/5"],
  [{ action: "url", url: "https://elsewhere.example.org/x" }, "https://elsewhere.example.org/x"],
  ["javascript:alert(1)", "https://app.example.org/"],
  [{ action: "screen", page: 5 }, "https://app.example.org/"],
  [undefined, "https://app.example.org/"],
])("a tap on %j opens %s", async (navigate, url) => {
  await tap(navigate);
  expect(opened).toEqual([url]);
});

it("a tap brings an open page to the front and tells it where to go", async () => {
  pages.push({ url: "https://other.example.org/", told: [] }, { url: "https://app.example.org/home", told: [] });
  await tap({ action: "screen", page: 5 });
  expect(opened).toEqual([]);
  expect(pages.map(({ told }) => told)).toEqual([
    [],
    [{ type: "fliplet:push", title: "x", navigate: { action: "screen", page: 5 } }],
  ]);
});
