/**
 * What a caller of `runWithResult` waits for, end to end over HTTP on one machine: token, tRPC, a run with its log
 * entry on PostgreSQL with real durability, the sandbox. Beside it, measured in the same run so that the ratios mean
 * the same on any machine: a tRPC procedure on the same server that does one INSERT and one UPDATE on the same
 * database, and plain node:http. Run: node bench/run-with-result.ts
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { sql } from "drizzle-orm";
import { startEmbeddedPostgres } from "#db/embedded/start-embedded-postgres.ts";
import { migrate } from "#db/migrate.ts";
import { createTasks } from "#sdk/client.ts";
import { type Container, createContainer } from "#server/container.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { readSettings } from "#server/settings.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { serveFetch } from "#tests/support/fetch-server.ts";
import { handler, newApp, newScreen } from "#tests/support/new-app.ts";

/** Calls of the one caller, and how long any measurement may take, ms. */
const CALLS = 200;
const MEASURE_MS_MAX = 10_000;
/** For each caller. */
const WARM_UP_CALLS = 3;
const CALLERS = 16;

type Call = () => Promise<unknown>;

interface Measured {
  name: string;
  /** ms, one caller. */
  p50: number;
  p95: number;
  /** Calls a second, `CALLERS` callers at once. */
  perSecond: number;
}

async function measure(name: string, call: Call): Promise<Measured> {
  // All callers at once, so that every sandbox and connection is there.
  await Promise.all(Array.from({ length: CALLERS }, () => repeat(call, WARM_UP_CALLS)));
  const times: number[] = [];
  const until = performance.now() + MEASURE_MS_MAX;
  while (times.length < CALLS && performance.now() < until) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  const quantile = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN;
  return { name, p50: quantile(0.5), p95: quantile(0.95), perSecond: await throughput(call) };
}

async function repeat(call: Call, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await call();
}

async function throughput(call: Call): Promise<number> {
  let done = 0;
  const startedAt = performance.now();
  const until = startedAt + MEASURE_MS_MAX / 2;
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (performance.now() < until) {
        await call();
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - startedAt) / 1_000);
}

/** A tRPC procedure that writes as little as a run could: one INSERT, one UPDATE, each durable by itself. */
async function baselineRouter({ db }: Pick<Container, "db">) {
  await db.execute(sql`create table baseline (id bigint generated always as identity primary key, done boolean)`);
  const { router, procedure } = initTRPC.create();
  return router({
    write: procedure.mutation(async () => {
      const { rows } = await db.execute<{ id: string }>(sql`insert into baseline (done) values (false) returning id`);
      await db.execute(sql`update baseline set done = true where id = ${rows[0]!.id}`);
      return { done: true };
    }),
  });
}

async function serveHello(): Promise<{ url: string; close(): void }> {
  const server = createServer((_request, response) => response.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}

async function post(url: string): Promise<void> {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  await response.text();
}

function print(results: readonly Measured[]): void {
  const [product, ...baselines] = results as [Measured, ...Measured[]];
  console.log(
    `${availableParallelism()} cores, Node ${process.versions.node}, loopback, ${CALLERS} callers for calls/s\n`,
  );
  console.log(`${"".padEnd(34)} ${"p50 ms".padStart(8)} ${"p95 ms".padStart(8)} ${"calls/s".padStart(9)}`);
  for (const { name, p50, p95, perSecond } of results)
    console.log(
      `${name.padEnd(34)} ${p50.toFixed(2).padStart(8)} ${p95.toFixed(2).padStart(8)} ${perSecond.toFixed(0).padStart(9)}`,
    );
  console.log("");
  for (const { name, p50, p95, perSecond } of baselines)
    console.log(
      `runWithResult / ${name}: p50 ${(product.p50 / p50).toFixed(1)}x, p95 ${(product.p95 / p95).toFixed(1)}x, ` +
        `calls/s ${(product.perSecond / perSecond).toPrecision(2)}x`,
    );
}

const dataDir = mkdtempSync(join(tmpdir(), "app-tasks-bench-"));
const postgres = await startEmbeddedPostgres({ dataDir });
try {
  await migrate(postgres.url);
  const container = await createContainer(
    readSettings({
      DATABASE_URL: postgres.url,
      CRON_SECRET: randomUUID(),
      SECRET_KEY: randomUUID(),
      TICKER: "off",
      LOG_LEVEL: "warn",
    }),
  );
  container.startBackground();
  const app = await newApp(container);
  const screen = await newScreen(app, handler("return { sum: payload.a + payload.b }"));
  await createTask(app, { name: "add", pageId: screen.id });
  const { token } = await createToken(app, { name: "bench", kind: "secret", scopes: ["tasks:run"] });

  const router = await baselineRouter(container);
  const server = await serveFetch((request) =>
    new URL(request.url).pathname.startsWith("/baseline/")
      ? fetchRequestHandler({ endpoint: "/baseline", req: request, router })
      : handleTrpc(request, { ...container, getSession: async () => null }),
  );
  const hello = await serveHello();
  const tasks = createTasks({ url: server.url, token });
  print([
    await measure("runWithResult", () => tasks.runWithResult("add", { a: 1, b: 2 })),
    await measure("tRPC, one INSERT and one UPDATE", () => post(`${server.url}/baseline/write`)),
    await measure("plain node:http", () => post(hello.url)),
  ]);
  hello.close();
  await server.close();
  await container.close();
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
