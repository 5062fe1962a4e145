import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { LauncherProcess, serverPid } from "#tests/support/launcher-process.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { isAlive } from "./process-identity.ts";
import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";

const newFolder = () => mkdtempSync(join(tmpdir(), "app-tasks-embedded-"));

/** A database that was made and stopped; most tests start from a copy, which is quicker than making one. */
let prepared: string;
let dataDir: string;
let launchers: LauncherProcess[];

beforeAll(async () => {
  prepared = newFolder();
  const server = await startEmbeddedPostgres({ dataDir: prepared });
  await server.stop();
});

afterAll(() => rmSync(prepared, { recursive: true, force: true }));

beforeEach(() => {
  dataDir = newFolder();
  launchers = [];
});

afterEach(async () => {
  for (const launcher of launchers) await launcher.end();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("starting", () => {
  it("makes the database on an empty folder, in UTF-8 and UTC, for nobody else, and stops on request", async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    const pid = serverPid(dataDir);
    const [row] = await query(
      server.url,
      "select current_database() as name, current_setting('server_encoding') as encoding, current_setting('timezone') as zone",
    );
    expect(row).toEqual({ name: "app_tasks", encoding: "UTF8", zone: "UTC" });
    expect(server.owner).toBe(true);

    expect(statSync(join(dataDir, "postgres.password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    const guessed = new URL(server.url);
    guessed.password = "guess";
    await expect(query(guessed.href, "select 1")).rejects.toThrow(/password authentication failed/);

    await server.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it("comes back on the same port, so that an address held by another process stays true", async () => {
    usePrepared();
    const first = await startEmbeddedPostgres({ dataDir });
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.url).toBe(first.url);
    await second.stop();
  });

  it("works on a restored copy that others may read, and closes it to them", async () => {
    usePrepared();
    chmodSync(join(dataDir, "postgres"), 0o755);
    chmodSync(join(dataDir, "postgres.password"), 0o644);
    const server = await startEmbeddedPostgres({ dataDir });
    expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, "postgres.password")).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it("takes over from a process that died while making the database", async () => {
    writeFileSync(join(dataDir, "postgres.lock"), "999999999 gone\nhalf a start\n");
    mkdirSync(join(dataDir, "postgres.new-half"));
    const server = await startEmbeddedPostgres({ dataDir });
    expect(readdirSync(dataDir).sort()).toEqual(["postgres", "postgres.log", "postgres.password", "postgres.port"]);
    await server.stop();
  });
});

describe("sharing", () => {
  it("attaches to a running server and leaves it running", async () => {
    usePrepared();
    const server = await startEmbeddedPostgres({ dataDir });
    const guest = launch();
    expect(await guest.report).toEqual({ url: server.url, port: server.port, owner: false });
    await guest.end();
    expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);

    const killedGuest = launch();
    await killedGuest.report;
    await killedGuest.kill();
    expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it("starts one server when three processes race", async () => {
    const reports = await Promise.all([launch(), launch(), launch()].map((launcher) => launcher.report));
    expect(reports.filter((report) => report.owner)).toHaveLength(1);
    expect(new Set(reports.map((report) => report.url)).size).toBe(1);
  });
});

describe("kill -9", () => {
  it("of the server in the middle of writes: it is started again and every acknowledged row is there", async () => {
    usePrepared();
    const server = await startEmbeddedPostgres({ dataDir });
    const pid = serverPid(dataDir);
    const written = await writeUntilFailure(server.url, 50, () => process.kill(pid, "SIGKILL"));
    await vi.waitFor(() => expectKept(server.url, written), { timeout: 30_000, interval: 100 });
    expect(serverPid(dataDir)).not.toBe(pid);
    await server.stop();
  });

  it("of the process that started it: the server stops, and a new start has every acknowledged row", async () => {
    usePrepared();
    const owner = launch();
    const { url } = await owner.report;
    const pid = serverPid(dataDir);
    const written = await writeUntilFailure(url, 50, () => owner.child.kill("SIGKILL"));
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000, interval: 50 });

    const server = await startEmbeddedPostgres({ dataDir });
    expect(server.owner).toBe(true);
    await expectKept(server.url, written);
    await server.stop();
  });

  it("of both at once: a new start has every acknowledged row", async () => {
    usePrepared();
    const owner = launch();
    const { url } = await owner.report;
    const pid = serverPid(dataDir);
    const written = await writeUntilFailure(url, 50, () => {
      owner.child.kill("SIGKILL");
      process.kill(pid, "SIGKILL");
    });

    const server = await startEmbeddedPostgres({ dataDir });
    await expectKept(server.url, written);
    await server.stop();
  });
});

describe("a folder that cannot be used is refused in words", () => {
  it("made by another major version", async () => {
    usePrepared();
    writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "12\n");
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/made by PostgreSQL 12; this release carries/);
  });

  it("a file, or a path through one", async () => {
    const file = join(dataDir, "file");
    writeFileSync(file, "");
    const refusal = startEmbeddedPostgres({ dataDir: file });
    await expect(refusal).rejects.toThrow(EmbeddedPostgresError);
    await expect(refusal).rejects.toThrow(/Set DATA_DIR to a folder that this user owns/);

    const below = startEmbeddedPostgres({ dataDir: join(file, "below") });
    await expect(below).rejects.toThrow(/a part of the path is a file/);
  });
});

function usePrepared(): void {
  cpSync(prepared, dataDir, { recursive: true });
}

function launch(): LauncherProcess {
  const launcher = new LauncherProcess(dataDir);
  launchers.push(launcher);
  return launcher;
}

/** Inserts 1, 2, 3, … one by one, kills after `killAfter` rows, and returns the numbers that were acknowledged. */
async function writeUntilFailure(url: string, killAfter: number, kill: () => void): Promise<number[]> {
  const acknowledged: number[] = [];
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  await client.query("create table written (n int primary key)");
  try {
    for (let n = 1; ; n++) {
      const insert = client.query("insert into written values ($1)", [n]);
      if (n === killAfter) kill();
      await insert;
      acknowledged.push(n);
    }
  } catch {
    return acknowledged;
  } finally {
    await client.end().catch(() => {});
  }
}

async function expectKept(url: string, acknowledged: number[]): Promise<void> {
  const rows = await query(url, "select n from written order by n");
  const found = rows.map((row) => Number(row.n));
  expect(acknowledged.length).toBeGreaterThan(40);
  expect(found.slice(0, acknowledged.length)).toEqual(acknowledged);
  // The insert under way may have been written without anybody hearing of it.
  expect(found.length - acknowledged.length).toBeLessThanOrEqual(1);
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
