import { createHash } from "node:crypto";
import { DrizzleQueryError } from "drizzle-orm/errors";
import type { LogLevel, LogLineKind } from "#domain/log-values.ts";
import type { AppContext } from "../context.ts";
import type { Redactor } from "../vault/redactor.ts";
import { actionCapabilities } from "./actions.ts";
import { communicateCapabilities } from "./communicate.ts";
import { dataSourceCapabilities } from "./data-sources.ts";
import { type FetchCapability, failedFetchLine, fetchLine } from "./fetch.ts";
import { notificationCapabilities } from "./notifications.ts";
import { refuseSecretsInPayload, secretCapabilities } from "./secrets.ts";
import { taskCapabilities } from "./tasks.ts";

/** What a run does beyond its own code, as a line of its log. */
export interface CapabilityLine {
  at: Date;
  level: LogLevel;
  kind: LogLineKind;
  message: string;
  args: null;
  /** From the call to its answer or refusal. */
  durationMs: number;
}

export interface CapabilityDeps {
  fetch: FetchCapability;
  /** The app that the run belongs to, with the run as actor: a capability reaches nothing else. */
  app: AppContext;
  record(line: CapabilityLine): void;
  /** Masks what leaves the run; it learns here which secrets the run has read. */
  redactor: Redactor;
  /** Epoch ms. */
  now(): number;
}

/**
 * One capability: JSON in, JSON out. `summary` becomes the line, of `level` (debug); undefined leaves none. `effectKey` names the call when
 * the table says `isEffect`: the same in every attempt of the run, so that an attempt can see what one before it did.
 */
export type Capability = (
  args: unknown,
  signal: AbortSignal,
  effectKey: string | null,
) => Promise<{ result: unknown; summary?: string; level?: LogLevel }>;

/** A capability by its name, as a table: a name that is not in it is not granted. */
export type CapabilityTable = Record<
  string,
  {
    kind: LogLineKind;
    /** It does something that cannot be taken back, which a run that is tried again must not do twice. */
    isEffect?: boolean;
    run: Capability;
  }
>;

/** Characters of a line: with the number of calls it bounds what the calls of one run may write into its log. */
const MAX_LINE = 2_000;

/**
 * The one door out of the sandbox. Everything that a run may reach stands in this table; the answer of each call is JSON
 * text, a refusal an error that the guest sees as its own.
 */
export function createCapabilities(deps: CapabilityDeps) {
  const table: CapabilityTable = {
    fetch: {
      kind: "fetch",
      run: async (args, signal) => {
        const { result, record } = await deps.fetch(args, signal);
        return { result, summary: fetchLine(record) };
      },
    },
    ...communicateCapabilities(deps.app),
    ...dataSourceCapabilities(deps.app),
    ...notificationCapabilities(deps.app),
    ...taskCapabilities(deps.app),
    ...actionCapabilities(deps.app),
    ...secretCapabilities(deps.app, deps.redactor),
  };
  const effectKeyOf = effectKeys(deps.app);
  return async (name: string, argsJson: string, signal: AbortSignal): Promise<string> => {
    const capability = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!capability)
      throw Object.assign(new Error(`This run has no capability named "${name}".`), { status: "FORBIDDEN" });
    const startedAt = deps.now();
    const record = (level: LogLevel, message: string) => {
      const durationMs = Math.max(0, Math.round(deps.now() - startedAt));
      deps.record({
        at: new Date(startedAt),
        level,
        kind: capability.kind,
        message: `${message.length > MAX_LINE ? `${message.slice(0, MAX_LINE)}…` : message} (${durationMs} ms)`,
        args: null,
        durationMs,
      });
    };
    try {
      refuseSecretsInPayload(deps.redactor, name, argsJson);
      const effectKey = capability.isEffect ? effectKeyOf(name, argsJson) : null;
      const { result, summary, level = "debug" } = await capability.run(JSON.parse(argsJson), signal, effectKey);
      if (summary !== undefined) record(level, summary);
      return JSON.stringify(result ?? null);
    } catch (thrown) {
      const error = told(thrown);
      const what = failedFetchLine(error) ?? `${name} failed`;
      record("warn", `${what}: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  };
}

/** What a run may hear of an error: a query that failed says its SQL, which is nobody's but ours. */
const told = (error: unknown) =>
  error instanceof DrizzleQueryError
    ? new Error("The database could not answer. It is not your code's fault: try again.", { cause: error })
    : error;

/**
 * Names the calls of one attempt: by run, capability and what was asked, and the how-many-eth such call it is. A handler
 * that means to send the same message twice can; a second attempt that sends it again is recognised.
 */
function effectKeys({ actor }: AppContext): (name: string, argsJson: string) => string | null {
  const made = new Map<string, number>();
  const runId = actor.kind === "run" ? actor.runId : null;
  return (name, argsJson) => {
    if (runId === null) return null;
    const call = `${runId}:${name}:${createHash("sha256").update(argsJson).digest("base64url")}`;
    const nth = (made.get(call) ?? 0) + 1;
    made.set(call, nth);
    return `${call}:${nth}`;
  };
}
