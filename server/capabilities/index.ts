import type { LogLevel, LogLineKind } from "#domain/log.ts";
import type { AppContext } from "../context.ts";
import type { Redactor } from "../vault/redactor.ts";
import { dataSourceCapabilities } from "./data-sources.ts";
import type { FetchCapability } from "./fetch.ts";
import { refuseSecretsInPayload, secretCapabilities } from "./secrets.ts";
import { taskCapabilities } from "./tasks.ts";

/** What a run does beyond its own code, as a line of its log. */
export interface CapabilityLine {
  at: Date;
  level: LogLevel;
  kind: LogLineKind;
  message: string;
  args: null;
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

/** One capability: JSON in, JSON out. `summary` becomes the line; undefined leaves none. */
export type Capability = (args: unknown, signal: AbortSignal) => Promise<{ result: unknown; summary?: string }>;

/** A capability by its name, as a table: a name that is not in it is not granted. */
export type CapabilityTable = Record<string, { kind: LogLineKind; run: Capability }>;

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
        return {
          result,
          summary: `${record.method} ${record.host}${record.path} → ${record.status}, ${record.bytes} bytes`,
        };
      },
    },
    ...dataSourceCapabilities(deps.app),
    ...taskCapabilities(deps.app),
    ...secretCapabilities(deps.app, deps.redactor),
  };
  return async (name: string, argsJson: string, signal: AbortSignal): Promise<string> => {
    const capability = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!capability)
      throw Object.assign(new Error(`This run has no capability named "${name}".`), { status: "FORBIDDEN" });
    const startedAt = deps.now();
    const record = (level: LogLevel, message: string) =>
      deps.record({
        at: new Date(startedAt),
        level,
        kind: capability.kind,
        message: `${message} (${deps.now() - startedAt} ms)`,
        args: null,
      });
    try {
      refuseSecretsInPayload(deps.redactor, name, argsJson);
      const { result, summary } = await capability.run(JSON.parse(argsJson), signal);
      if (summary !== undefined) record("debug", summary);
      return JSON.stringify(result ?? null);
    } catch (error) {
      record("warn", `${name} failed: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  };
}
