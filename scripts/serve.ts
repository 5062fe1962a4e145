import { migrate } from "#db/migrate.ts";
import { untilReachable } from "#db/until-reachable.ts";
import { loadDescribeIn } from "#domain/cron/describe-in.ts";
import { saySchedule } from "#domain/cron/index.ts";
import { offerWords } from "#lib/offered-words.ts";
import { isSetupNeeded } from "#server/auth/create-owner.ts";
import { type Container, getContainer } from "#server/container.ts";
import { prepare } from "#server/prepare.ts";
import { readSettings, type Settings } from "#server/settings.ts";
import { type HttpDoor, listen } from "./lib/http-door.ts";
import { withClientAddress } from "./lib/with-client-address.ts";
import { withReadableAddress } from "./lib/with-readable-address.ts";
import { withStaticAssets } from "./lib/with-static-assets.ts";
import { withViewer } from "./lib/with-viewer.ts";

/** How long runs under way may take to end by themselves when the process is asked to stop, ms. */
const GRACE_MS = 20_000;

/** How long answers may take, ms: past the grace of runs, so that whoever watches one is told how it ended. */
const ANSWERS_MS = GRACE_MS + 2_000;

/** When the process is gone at the latest, ms: with the database away, nothing that it waits for may come. */
const STOPPED_WITHIN_MS = 24_500;

/**
 * The process: waits for its database, migrates, seeds an empty installation, serves the studio and the API, ticks and
 * carries out runs as its role says, until SIGTERM or SIGINT; then it finishes what it began and ends.
 */
export async function serve({ dev, stopDatabase }: { dev: boolean; stopDatabase: () => Promise<void> }): Promise<void> {
  const settings = readSettings();
  const door = settings.ROLE === "worker" ? null : await listen({ port: settings.PORT, host: settings.HOST });
  const container = await prepared(settings);
  if (door) await openDoor(door, settings, dev);
  // Heard from before the first run is begun, so that none is cut off.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
  });
  container.startBackground();
  await greet(container);

  void stopped.then(async () => {
    container.log.info("stopping: finishing what is under way");
    setTimeout(() => {
      container.log.error(
        "stopped before everything was handed back: the database did not answer; leases will run out",
      );
      process.exit(1);
    }, STOPPED_WITHIN_MS);
    // At once, so that no run is begun that there is no time for; requests under way may still wait for theirs.
    await Promise.all([container.stopBackground(GRACE_MS), door?.close(ANSWERS_MS)]);
    await container.close();
    await stopDatabase();
    process.exit(0);
  });
}

/** The system on a database that is there and up to date. */
function prepared(settings: Settings): Promise<Container> {
  const work = async () => {
    await migrate(settings.DATABASE_URL);
    const container = await getContainer();
    await prepare(container);
    return container;
  };
  return untilReachable(work, {
    patienceMs: settings.DATABASE_WAIT_S * 1_000,
    log: console.error,
    now: () => performance.now(),
    random: Math.random,
  });
}

async function openDoor(door: HttpDoor, { PORT, HOST, TRUSTED_PROXIES }: Settings, dev: boolean): Promise<void> {
  // Only here: a worker has no use for it.
  const { default: next } = await import("next");
  const app = next({ dev, port: PORT, ...(HOST !== undefined && { hostname: HOST }) });
  const handle = app.getRequestHandler();
  await app.prepare();
  const describeIn = await loadDescribeIn();
  offerWords((frequency, language) => saySchedule(frequency, language, describeIn));
  const pages = withViewer((request, response) => void handle(request, response));
  const named = withClientAddress(pages, TRUSTED_PROXIES);
  const served = withReadableAddress(dev ? named : withStaticAssets(named));
  door.open(served, dev ? app.getUpgradeHandler() : undefined);
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
