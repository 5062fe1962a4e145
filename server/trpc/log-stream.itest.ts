import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { logLines, rateWindows } from "#db/schema/index.ts";
import type { LogLine } from "#domain/log.ts";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { STREAMS_MAX } from "../services/logs/index.ts";
import { createTask } from "../services/tasks/index.ts";
import { createToken, revokeToken } from "../services/tokens/index.ts";
import { handleTrpc } from "./handle-trpc.ts";

const system = useTestSystem({ TICKER: "off" });
const HOST = "studio.test";

let app: AppContext;
let bearer: { id: number; token: string };

beforeAll(async () => {
  app = asApp(await system.newApp());
  const screen = await system.newScreen(app, handler("for (const word of payload.words) console.log(word); return 1"));
  for (const name of ["one", "two"]) await createTask(app, { name, pageId: screen.id });
  bearer = await newToken();
});

const newToken = () => createToken(app, { name: "reader", kind: "secret", scopes: ["logs:read"] });
const say = (words: string[], task = "one") => app.runner.runWithResult(app, { idOrName: task, payload: { words } });

/** Opens the stream and reads its events one by one. */
async function open(input: object = {}, { token, headers }: { token?: string; headers?: Record<string, string> } = {}) {
  const controller = new AbortController();
  const response = await handleTrpc(
    new Request(`http://${HOST}/api/trpc/logs.stream?input=${encodeURIComponent(JSON.stringify(input))}`, {
      headers: { host: HOST, authorization: `Bearer ${token ?? bearer.token}`, ...headers },
      signal: controller.signal,
    }),
    { ...system.container, getSession: async () => null },
  );
  return { response, close: () => controller.abort(), events: response.ok ? eventsOf(response) : null! };
}

interface Event {
  event?: string;
  id?: string;
  data: unknown;
}

async function* eventsOf(response: Response): AsyncGenerator<Event, void, undefined> {
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const fields = Object.fromEntries(
        text
          .slice(0, end)
          .split("\n")
          .map((line) => /^(\w+): ?(.*)$/.exec(line)?.slice(1) ?? ["", ""]),
      );
      text = text.slice(end + 2);
      if (fields.data !== undefined) yield { ...fields, data: fields.data && JSON.parse(fields.data) };
    }
  }
}

/** The next events that are lines. */
async function lines(events: AsyncGenerator<Event>, count: number): Promise<(LogLine & { eventId: string })[]> {
  const found: (LogLine & { eventId: string })[] = [];
  while (found.length < count) {
    const { value, done } = await events.next();
    if (done) throw new Error("The stream ended.");
    if (value.id) found.push({ ...(value.data as LogLine), eventId: value.id });
  }
  return found;
}

const messages = (of: { message: string }[]) => of.map(({ message }) => message);

describe("the stream of an app's log", () => {
  it("tells what is written from now on, as server-sent events with the line's id", async () => {
    await say(["before"]);
    const { response, events, close } = await open({ kind: "console" });
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    await events.next();
    await say(["a", "b"]);
    const told = await lines(events, 2);
    close();
    expect(messages(told)).toEqual(["a", "b"]);
    for (const line of told) expect(line.eventId).toBe(String(line.id));
  });

  it("goes on after the last line that a reader had, and begins after any that is named", async () => {
    const first = await open({ kind: "console" });
    await first.events.next();
    await say(["c"]);
    const [line] = await lines(first.events, 1);
    first.close();
    await say(["d", "e"]);
    for (const input of [{ lastEventId: line!.eventId }, { cursor: line!.id }]) {
      const again = await open({ kind: "console", ...input });
      expect(messages(await lines(again.events, 2))).toEqual(["d", "e"]);
      again.close();
    }
  });

  it("tells a line that appears late, once", async () => {
    const { events, close } = await open({ kind: "console" });
    await events.next();
    await say(["late", "early"]);
    const [late] = await app.db.delete(logLines).where(eq(logLines.message, "late")).returning();
    // As if its writer had taken longer: it comes when a line with a higher id has been told.
    const told = await lines(events, 1);
    await app.db.insert(logLines).overridingSystemValue().values(late!);
    told.push(...(await lines(events, 1)));
    await say(["last"]);
    told.push(...(await lines(events, 1)));
    close();
    expect(messages(told).filter((message) => message !== "late")).toEqual(["early", "last"]);
    expect(messages(told).filter((message) => message === "late")).toHaveLength(1);
  });

  it("holds to its filter and to its app", async () => {
    const other = asApp(await system.newApp());
    const screen = await system.newScreen(other, handler("console.log('foreign')"));
    await createTask(other, { name: "one", pageId: screen.id });
    const { events, close } = await open({ search: "wanted" });
    await events.next();
    await other.runner.runWithResult(other, { idOrName: "one" });
    await say(["nothing", "wanted"]);
    await say(["wanted too"], "two");
    expect(messages(await lines(events, 2))).toEqual(["wanted", "wanted too"]);
    close();
  });

  it.each([
    [{ level: "loud" }, "level"],
    [{ lastEventId: "1 or 1=1" }, "lastEventId"],
    [{ to: "2026-01-01T00:00:00Z" }, "to"],
    [{ runId: "1" }, "runId"],
  ])("refuses %j", async (input, field) => {
    const { response } = await open(input);
    expect(response.status).toBe(400);
    const told = await Array.fromAsync(eventsOf(response));
    expect(told.at(-1)).toMatchObject({
      event: "serialized-error",
      data: { data: { field, status: "INVALID_INPUT" } },
    });
  });

  it("does not begin without the right to it, and says so by its status", async () => {
    const { token } = await createToken(app, { name: "blind", kind: "secret", scopes: ["tasks:read"] });
    expect((await open({}, { token })).response.status).toBe(403);
    expect((await open({}, { headers: { authorization: "" } })).response.status).toBe(401);
    expect((await open({}, { token: "at_wrong" })).response.status).toBe(401);
    expect((await open({ appId: app.appId + 1 })).response.status).toBe(404);
  });

  it("ends within 5 s when the token is revoked", async () => {
    const { id, token } = await newToken();
    const { events } = await open({}, { token });
    await events.next();
    await revokeToken(app, { id });
    const revoked = Date.now();
    const rest: Event[] = [];
    for await (const event of events) rest.push(event);
    expect(Date.now() - revoked).toBeLessThan(5_000);
    expect(rest.at(-1)).toMatchObject({ event: "serialized-error" });
  });

  it(`is open ${STREAMS_MAX} times at most for one token, whichever process asks, and again when one has closed`, async () => {
    const { id, token } = await newToken();
    const streams = await Promise.all(Array.from({ length: STREAMS_MAX + 3 }, () => open({}, { token })));
    const refused = streams.filter(({ response }) => !response.ok);
    expect(refused).toHaveLength(3);
    expect(refused[0]!.response.status).toBe(429);
    expect(Number(refused[0]!.response.headers.get("retry-after"))).toBeGreaterThan(0);
    // Others are not kept out by it.
    const own = await open();
    expect(own.response.status).toBe(200);
    own.close();

    const opened = streams.filter(({ response }) => response.ok);
    for (const { events } of opened) await events.next();
    opened[0]!.close();
    await expect.poll(async () => placesOf(id)).toBe(STREAMS_MAX - 1);
    const next = await open({}, { token });
    expect(next.response.status).toBe(200);
    for (const { close } of [...opened, next]) close();
  });
});

async function placesOf(tokenId: number): Promise<number> {
  const rows = await app.db.select().from(rateWindows);
  return rows.filter(({ key }) => key.startsWith(`streams:token:${tokenId}:`)).length;
}
