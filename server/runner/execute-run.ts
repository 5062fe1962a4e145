import { setTimeout as wait } from "node:timers/promises";
import type { RunErrorInfo } from "#domain/errors.ts";
import { RUN_CPU_MS_MAX } from "#domain/limits.ts";
import { RETRYABLE_STATUSES, type RetryableStatus, retryDelayMs } from "#domain/policy.ts";
import type { AppUser } from "#domain/user.ts";
import { createCapabilities } from "../capabilities/index.ts";
import { type AppContext, withinTenant } from "../context.ts";
import { DEFAULT_LIMITS, type Sandbox, type SandboxOutcome } from "../sandbox/sandbox.ts";
import { openSecrets } from "../services/secrets/index.ts";
import { Redactor } from "../vault/redactor.ts";
import type { ClaimedRun } from "./claim-run.ts";
import { type Finish, finishRun, retryRun, type SettleJob } from "./finish-run.ts";
import { CRASHES_MAX, LEASE_S, startHeartbeat } from "./lease.ts";
import { LineWriter, type WrittenLine } from "./line-writer.ts";
import { redactFinish, redactLine } from "./redact-run.ts";
import { runEnv, systemLine } from "./run-env.ts";
import type { RunnerDeps } from "./runner-deps.ts";

const CANCELLED = "The run was cancelled while it ran.";
const STOPPED =
  "The server was stopped while the run was under way. It was not repeated, since it may have done part of its work; run it again if that is safe.";

/**
 * Carries out a claimed run to its end: lines as they come, then result or error with the log entry. Never rejects for
 * what the builder's code does. Null when the run has not ended by it: it will be tried again, or it was lost to its
 * lease and is not ours to end.
 */
export async function executeRun(
  deps: RunnerDeps,
  claimed: ClaimedRun,
  sandbox: Sandbox,
  settleJob?: SettleJob,
): Promise<Finish | null> {
  const { run, version } = claimed;
  if (!version) return end(deps, claimed, neverPublished(claimed), settleJob);

  const stop = new AbortController();
  // Lines carry the database's time, as the run's own times do, however wrong the clock of this machine is.
  const claimedAtMs = deps.now();
  const now = () => run.startedAt!.getTime() + deps.now() - claimedAtMs;
  const lines = new LineWriter(deps.db, run, claimed.lastSeq);
  const redactor = new Redactor();
  const record = (line: WrittenLine) => lines.add(redactLine(redactor, line));
  const app = appOf(deps, claimed);
  const heartbeat = startHeartbeat(deps.db, run, {
    onLost: () => stop.abort("lost"),
    onCancel: () => stop.abort("cancelled"),
    now: deps.now,
  });
  const forget = deps.active.add(run.id, stop);
  const ignoreCancel = deps.events.on(`cancel:${run.id}`, () => stop.abort("cancelled"));
  try {
    const warn = (message: string) => record(systemLine(new Date(now()), "warn", message));
    const outcome = await engineFor(deps, claimed, sandbox).execute(
      {
        isolationKey: claimed.organizationId,
        screenName: claimed.screenName,
        code: version.code,
        html: version.html,
        libraries: version.settings.libraries,
        dom: version.settings.dom,
        payloadJson: JSON.stringify(run.payload ?? null),
        env: runEnv(app, envFacts(deps, claimed), openSecrets(app, claimed.variables), warn),
        limits: {
          ...DEFAULT_LIMITS,
          wallMs: claimed.timeoutMs,
          cpuMs: RUN_CPU_MS_MAX,
          resultBytes: claimed.resultBytes,
        },
      },
      {
        signal: stop.signal,
        onLine: ({ level, message, argsJson }) =>
          record({
            at: new Date(now()),
            level,
            kind: "console",
            message,
            args: argsJson === null ? null : JSON.parse(argsJson),
            durationMs: null,
          }),
        call: createCapabilities({
          fetch: deps.fetch,
          now,
          record,
          redactor,
          app,
        }),
      },
    );
    if (stop.signal.reason === "lost") return null;
    const finish = redactFinish(redactor, finishOf(outcome, stop.signal.reason));
    return await end(deps, claimed, finish, settleJob, lines);
  } finally {
    forget();
    ignoreCancel();
    heartbeat.stop();
  }
}

/** The engine that the version asks for, in the place of the one whose place the run was given. */
function engineFor(deps: RunnerDeps, { version }: ClaimedRun, sandbox: Sandbox): Sandbox {
  if (version?.settings.engine !== "browser") return sandbox;
  return sandbox === deps.nestedSandbox ? deps.nestedBrowser : deps.browser;
}

/** The run's app, with the run as who asks. */
function appOf({ services }: RunnerDeps, { run, taskName, organizationId }: ClaimedRun): AppContext {
  return {
    ...withinTenant(services, organizationId),
    appId: run.appId,
    actor: {
      kind: "run",
      runId: run.id,
      taskId: run.taskId,
      taskName,
      depth: run.depth,
      environment: run.environment,
      // Only a verified user token is ever written there.
      user: run.user as AppUser | null,
    },
  };
}

/** What `Fliplet.Env.get` answers by itself inside the run. */
function envFacts(deps: RunnerDeps, { run, taskName, organizationId }: ClaimedRun) {
  return {
    appId: run.appId,
    masterAppId: run.appId,
    pageId: run.screenId,
    organizationId,
    environment: run.environment,
    apiUrl: `${deps.publicUrl}/`,
    taskId: run.taskId,
    taskName,
    runId: run.id,
    trigger: run.trigger,
    fireAt: run.fireAt?.toISOString() ?? null,
  };
}

function neverPublished({ screenName, run }: ClaimedRun): Finish {
  const message =
    run.environment === "published"
      ? `The screen "${screenName}" has never been published, and runs that the schedule or an app starts use the published version. Publish the screen.`
      : `The screen "${screenName}" has no draft. Save its code first.`;
  return {
    status: "failed",
    error: { name: "VersionNotFound", message, stack: "", status: "VERSION_NOT_FOUND" },
    durationMs: 0,
  };
}

/** What the sandbox says, in the words of a run. `reason` tells why it was stopped from outside, if it was. */
export function finishOf(outcome: SandboxOutcome, reason: unknown): Finish {
  const durationMs = outcome.wallMs;
  const page = outcome.page && { page: outcome.page };
  if (outcome.status === "completed")
    return { status: "completed", resultJson: outcome.resultJson, durationMs, ...page };
  if (outcome.status === "cancelled" && reason === "stopped") {
    return { status: "crashed", error: ours("RunCrashed", STOPPED, "RUN_CRASHED"), durationMs };
  }
  if (outcome.status === "cancelled")
    return { status: "cancelled", error: ours("RunCancelled", CANCELLED, "RUN_CANCELLED"), durationMs };
  const { name, message, stack, status, line, column, needs } = outcome.error;
  const error: RunErrorInfo = { name, message, stack, status: outcome.status === "crashed" ? "RUN_CRASHED" : status };
  if (line !== undefined) error.line = line;
  if (column !== undefined) error.column = column;
  if (needs !== undefined) error.needs = needs;
  return { status: outcome.status, error, durationMs, ...page };
}

const ours = (name: string, message: string, status: string): RunErrorInfo => ({ name, message, stack: "", status });

/** Writes the last lines and the end down, through a database restart if need be, for as long as the lease holds. */
async function end(
  deps: RunnerDeps,
  claimed: ClaimedRun,
  finish: Finish,
  settleJob: SettleJob | undefined,
  lines?: LineWriter,
): Promise<Finish | null> {
  const { run } = claimed;
  const giveUpAt = deps.now() + LEASE_S * 1_000;
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    try {
      await lines?.close();
      const afterMs = retryAfterMs(claimed, finish);
      const isOurs =
        afterMs === null
          ? await finishRun(deps, run, finish, settleJob)
          : await retryRun(deps, run, finish, { afterMs, usesRetry: finish.status !== "crashed" }, settleJob);
      return isOurs && afterMs === null ? finish : null;
    } catch (error) {
      if (deps.now() + pauseMs > giveUpAt) {
        deps.log.error({ runId: run.id, error: String(error) }, "the end of a run could not be written");
        return null;
      }
      await wait(pauseMs);
    }
  }
}

/** Pause before the run is tried again, ms; null when it is not. A crash of ours repeats only what the task says may repeat. */
function retryAfterMs({ run, policy }: ClaimedRun, { status }: Finish): number | null {
  if (policy.retries === 0) return null;
  if (status === "crashed") return run.attempt - run.failures <= CRASHES_MAX ? 0 : null;
  const isRetryable = (RETRYABLE_STATUSES as readonly string[]).includes(status);
  if (!isRetryable || !policy.retryOn.includes(status as RetryableStatus) || run.failures >= policy.retries)
    return null;
  return retryDelayMs(policy.retryDelayMs, run.failures + 1, Math.random());
}
