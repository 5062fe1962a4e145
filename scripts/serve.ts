import { createServer } from "node:http";
import { migrate } from "#db/migrate.ts";
import { isSetupNeeded } from "#server/auth/create-owner.ts";
import { type Container, getContainer } from "#server/container.ts";
import { prepare } from "#server/prepare.ts";
import { readSettings } from "#server/settings.ts";

/** How long runs under way may take to end by themselves when the process is asked to stop, ms. */
const GRACE_MS = 20_000;

/** Time a client has to send its headers and its whole request, ms: a slow one must not hold a socket for ever. */
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 60_000;

/**
 * The process: migrates, seeds an empty installation, serves the studio and the API, ticks and carries out runs as its
 * role says, until SIGTERM or SIGINT; then it finishes what it began and ends.
 */
export async function serve({ dev, stopDatabase }: { dev: boolean; stopDatabase: () => Promise<void> }): Promise<void> {
  const settings = readSettings();
  await migrate(settings.DATABASE_URL);
  const container = await getContainer();
  await prepare(container);
  const closeHttp = settings.ROLE === "worker" ? async () => {} : await listen(container, dev);
  // Heard from before the first run is begun, so that none is cut off.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
  });
  container.startBackground();
  await greet(container);

  void stopped.then(async () => {
    container.log.info("stopping: finishing what is under way");
    // At once, so that no run is begun that there is no time for; requests under way may still wait for theirs.
    await Promise.all([container.stopBackground(GRACE_MS), closeHttp()]);
    await container.close();
    await stopDatabase();
    process.exit(0);
  });
}

async function listen(container: Container, dev: boolean): Promise<() => Promise<void>> {
  const { PORT, HOST } = container.settings;
  // Only here: a worker has no use for it.
  const { default: next } = await import("next");
  const app = next({ dev, port: PORT, ...(HOST !== undefined && { hostname: HOST }) });
  const handle = app.getRequestHandler();
  await app.prepare();
  const server = createServer(
    { headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS },
    (request, response) => {
      void handle(request, response);
    },
  );
  if (dev) server.on("upgrade", app.getUpgradeHandler());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(PORT, HOST, resolve);
  });
  return async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    // Answers under way get a moment; a browser that keeps its connection open must not keep us.
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
    await closed;
  };
}

/** Says where to go: for a newcomer this is the way in. */
async function greet({ db, settings, setupToken }: Container): Promise<void> {
  if (settings.ROLE === "worker") {
    console.log("\n  App Tasks worker: carrying out runs.\n");
    return;
  }
  const lines = ["", `  App Tasks is ready at ${settings.publicUrl}`];
  if (await isSetupNeeded(db))
    lines.push("", "  Create the first owner's account here:", `  ${settings.publicUrl}/setup?token=${setupToken}`);
  console.log([...lines, ""].join("\n"));
}
