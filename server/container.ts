import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { and, count, eq, isNull, lte, or, sql } from "drizzle-orm";
import { type Logger, pino } from "pino";
import { type Db, openDb, openTenantDbs } from "#db/client.ts";
import { openQueue } from "#db/queue.ts";
import { runs } from "#db/schema/index.ts";
import { hasTenantWall } from "#db/tenant-wall.ts";
import { forbidden } from "#domain/errors.ts";
import { RUN_DEPTH_MAX } from "#domain/limits.ts";
import { type Auth, createAuth } from "./auth/auth.ts";
import { createOwner, isSetupNeeded } from "./auth/create-owner.ts";
import { createFetchCapability, parseEgressAllow } from "./capabilities/fetch.ts";
import { createPostTransport } from "./capabilities/post-transport.ts";
import { createPushTransport } from "./capabilities/push-transport.ts";
import type { Clock, RunnerPort, ServiceContext } from "./context.ts";
import { BROWSER_LINE } from "./runner/browser-runs.ts";
import { createRunner } from "./runner/create-runner.ts";
import { type DrainCounts, drain } from "./runner/drain.ts";
import { Places } from "./runner/places.ts";
import { reapRuns } from "./runner/reap-runs.ts";
import { RunEvents } from "./runner/run-events.ts";
import { ActiveRuns, type RunnerDeps } from "./runner/runner-deps.ts";
import { sendDueNotifications } from "./runner/send-due-notifications.ts";
import { startWorker } from "./runner/worker.ts";
import { findBrowser } from "./sandbox/engines/browser/find-browser.ts";
import { createBrowserSandbox } from "./sandbox/engines/browser/index.ts";
import { createIsolateSandbox } from "./sandbox/engines/isolate/index.ts";
import { tick } from "./scheduler/tick.ts";
import { startTicker } from "./scheduler/ticker.ts";
import { deliverDue } from "./services/endpoints/index.ts";
import { createMessenger } from "./services/messages/create-messenger.ts";
import type { FireCounts } from "./services/schedules/index.ts";
import { readSettings, type Settings } from "./settings.ts";
import type { SetupPort } from "./trpc/context.ts";
import { createVault } from "./vault/vault.ts";

/** How long a cron call takes new runs from the queue, ms. */
const CRON_TAKES_FOR_MS = 20_000;

/** When a cron call answers at the latest, ms: before the 60 s that its route allows. Runs under way go on. */
const CRON_ANSWERS_WITHIN_MS = 50_000;

/**
 * Sandboxes for runs that other runs wait for: a chain as deep as may be, a place for the one past it, which is told so,
 * and one that is kept for another app.
 */
const NESTED_PLACES = RUN_DEPTH_MAX + 2;

/** Browsers for the same; started only if there is ever such a run. */
const NESTED_BROWSERS = 1;

export interface CronAnswer extends FireCounts, DrainCounts {
  /** ISO 8601 UTC, on the database's clock. */
  now: string;
  /** Runs that still wait in the queue. */
  remaining: number;
  durationMs: number;
}

/** The system, put together once a process. */
export interface Container {
  settings: Settings;
  log: Logger;
  db: Db;
  auth: Auth;
  services: ServiceContext;
  runnerDeps: RunnerDeps;
  setup: SetupPort;
  /** The secret in the link that lets the first visitor become the owner. */
  setupToken: string;
  /** One call of the scheduler route: tick, then work off the queue within a time budget. */
  cron(): Promise<CronAnswer>;
  /** Starts what the role asks for: ticker, worker. */
  startBackground(): void;
  /** Takes no new work, and gives runs under way `graceMs` to end by themselves. */
  stopBackground(graceMs: number): Promise<void>;
  /** Ends everything at once. */
  close(): Promise<void>;
}

// Bundled routes and the process that serves them are separate module graphs: the one system stands where both see it.
const shared = globalThis as typeof globalThis & { appTasksContainer?: Promise<Container> };

export function getContainer(): Promise<Container> {
  shared.appTasksContainer ??= createContainer(readSettings()).catch((error) => {
    // Whoever asks next tries anew: a database that was away for a moment must not be held against the process for good.
    shared.appTasksContainer = undefined;
    throw error;
  });
  return shared.appTasksContainer;
}

export async function createContainer(settings: Settings): Promise<Container> {
  const log = pino({ level: settings.LOG_LEVEL, base: { role: settings.ROLE } });
  const max = settings.DATABASE_POOL_MAX;
  const { db, pool, close: closeDb } = openDb(settings.DATABASE_URL, { max });
  const queue = openQueue(settings.DATABASE_URL, { supervised: settings.ROLE !== "web" });
  const events = new RunEvents(settings.DATABASE_URL);
  const hasWall = await startLinks().catch(async (error) => {
    await Promise.allSettled([queue.stop({ graceful: false }), events.close(), closeDb()]);
    throw error;
  });
  if (!hasWall)
    log.warn(
      "The database's user may not make roles: there is no row-level security behind the services' own filters.",
    );
  const tenants = openTenantDbs(settings.DATABASE_URL, { hasWall, max });

  async function startLinks(): Promise<boolean> {
    await queue.start();
    await events.start();
    return hasTenantWall(pool);
  }

  // Goes on evenly when somebody sets the machine's clock: a jump must neither end a lease nor lengthen a wait.
  const now = () => Math.round(performance.timeOrigin + performance.now());
  const clock: Clock = { now: (on = db) => databaseNow(on) };
  const sandboxOptions = { isolation: settings.SANDBOX_ISOLATION, jit: settings.SANDBOX_JIT, now };
  const sandbox = createIsolateSandbox({ ...sandboxOptions, size: settings.SANDBOX_SIZE });
  const nestedSandbox = createIsolateSandbox({ ...sandboxOptions, size: NESTED_PLACES });
  let browserPath: string | null | undefined;
  const executablePath = () => {
    // Looked for again as long as there is none: it may be installed while we run.
    browserPath ??= findBrowser(settings.BROWSER_EXECUTABLE);
    return browserPath;
  };
  const browserOptions = { executablePath, sandbox: settings.BROWSER_SANDBOX, now };
  const browser = createBrowserSandbox({ ...browserOptions, size: settings.BROWSER_SIZE });
  const nestedBrowser = createBrowserSandbox({ ...browserOptions, size: NESTED_BROWSERS });
  const messenger = createMessenger({
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM,
    smsWebhookUrl: settings.SMS_WEBHOOK_URL,
    smsWebhookSecret: settings.SMS_WEBHOOK_SECRET,
    publicUrl: settings.publicUrl,
    now,
  });
  const endpoints = createPostTransport(
    { name: "endpoint", whose: "The endpoint" },
    { allow: parseEgressAllow(settings.EGRESS_ALLOW) },
  );
  const push = createPushTransport({ allow: parseEgressAllow(settings.EGRESS_ALLOW), subject: settings.vapidSubject });
  const services: ServiceContext = {
    db,
    tenants,
    messenger,
    push,
    endpoints,
    clock,
    queue,
    vault: createVault(settings.SECRET_KEY, settings.SECRET_KEY_PREVIOUS),
    publicUrl: settings.publicUrl,
    runner: undefined as unknown as RunnerPort,
  };
  const deps: RunnerDeps = {
    db,
    queue,
    services,
    sandbox,
    nestedSandbox,
    places: new Places(sandbox.size),
    nestedPlaces: new Places(nestedSandbox.size),
    browser,
    nestedBrowser,
    browserPlaces: new Places(browser.size * (1 + BROWSER_LINE)),
    hasBrowser: () => executablePath() !== null,
    // The product's own public feed is the one private address that every run may read.
    fetch: createFetchCapability({
      allow: parseEgressAllow(`${settings.EGRESS_ALLOW},${settings.publicUrl}/releases.xml`),
    }),
    events,
    active: new ActiveRuns(),
    owner: `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`,
    publicUrl: settings.publicUrl,
    now,
    log,
  };
  // The runner needs the services and the services need the runner: the knot is tied here, once.
  services.runner = createRunner(deps);

  const setupToken =
    settings.SETUP_TOKEN ?? createHmac("sha256", settings.SECRET_KEY).update("setup").digest("base64url");
  const background: { stop(): Promise<void> }[] = [];
  const stopBackground = async (graceMs: number) => {
    const timer = setTimeout(() => deps.active.stopAll("stopped"), graceMs);
    await Promise.all(background.splice(0).map((part) => part.stop()));
    await deps.active.settled();
    clearTimeout(timer);
  };
  return {
    settings,
    log,
    db,
    auth: createAuth({ secret: settings.SECRET_KEY, previousSecrets: settings.SECRET_KEY_PREVIOUS, services }),
    services,
    runnerDeps: deps,
    setupToken,
    setup: {
      isNeeded: () => isSetupNeeded(db),
      async createOwner({ token, ...input }) {
        if (!isSameSecret(token, setupToken))
          throw forbidden("That setup link is not valid. Use the one that the server printed when it started.");
        const { email } = await createOwner(db, input);
        return { email };
      },
    },
    cron: () => cronCall(deps),
    startBackground() {
      if (settings.TICKER === "on" && settings.ROLE !== "web") background.push(startTicker(services, log));
      if (settings.ROLE !== "web") background.push(startWorker(deps));
    },
    stopBackground,
    async close() {
      await stopBackground(0);
      await Promise.all([sandbox.close(), nestedSandbox.close(), browser.close(), nestedBrowser.close()]);
      messenger.close();
      await Promise.all([push.close(), endpoints.close()]);
      await events.close();
      await queue.stop({ graceful: false }).catch(() => {});
      await Promise.all([closeDb(), tenants.close()]);
    },
  };
}

async function cronCall(deps: RunnerDeps): Promise<CronAnswer> {
  const startedAt = deps.now();
  const { services } = deps;
  const now = await services.clock.now();
  const fires = await tick(deps.services, now);
  await reapRuns(deps);
  const runsDone: DrainCounts = { executed: 0, failed: 0 };
  const answered = new AbortController();
  await Promise.race([
    Promise.all([
      drain(deps, AbortSignal.timeout(CRON_TAKES_FOR_MS), runsDone),
      sendDueNotifications(deps, AbortSignal.timeout(CRON_TAKES_FOR_MS)),
      deliverDue(services, { signal: AbortSignal.timeout(CRON_TAKES_FOR_MS), now: deps.now, random: Math.random }),
    ]),
    wait(CRON_ANSWERS_WITHIN_MS - (deps.now() - startedAt), undefined, { signal: answered.signal }).catch(() => {}),
  ]).finally(() => answered.abort());
  // What is held or put off waits for something else than another call.
  const isDue = and(
    eq(runs.status, "queued"),
    eq(runs.held, false),
    or(isNull(runs.effectiveAt), lte(runs.effectiveAt, now)),
  );
  const [waiting] = await deps.db.select({ n: count() }).from(runs).where(isDue);
  return { now: now.toISOString(), ...fires, ...runsDone, remaining: waiting!.n, durationMs: deps.now() - startedAt };
}

async function databaseNow(db: Pick<Db, "execute">): Promise<Date> {
  const { rows } = await db.execute<{ now: string | Date }>(sql`select clock_timestamp() as now`);
  return new Date(rows[0]!.now);
}

/** Whether a request carries the operator's secret, which the scheduler's caller and whoever watches it hold. */
export function isScheduler({ headers }: Request, { CRON_SECRET }: Pick<Settings, "CRON_SECRET">): boolean {
  const bearer = /^Bearer (\S+)$/.exec(headers.get("authorization") ?? "");
  return bearer !== null && isSameSecret(bearer[1]!, CRON_SECRET);
}

/** Compares secrets without telling by its time how much of a guess was right. */
function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
