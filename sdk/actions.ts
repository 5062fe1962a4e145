import type { Action, ActionFields, ActionLogEntry } from "#domain/action-values.ts";
import type { Connection } from "./call.ts";
import { createRunning, type RunOptions } from "./running.ts";

/** An action under `action`, and its fields also beside it: the vendor's releases differ in which of the two they give. */
export type ActionAnswer = { action: Action } & Action;

/** The calls of `Fliplet.App.V3.Actions`. Every one gives a promise that rejects with an AppTasksError. */
export interface Actions {
  get(options?: { limit?: number; offset?: number }): Promise<{
    actions: Action[];
    pagination: { total: number; hasMore: boolean };
  }>;
  getById(id: number): Promise<ActionAnswer>;
  /** Creates an action, which is inactive unless `active` is true; publish it for apps to run it. */
  create(action: ActionFields): Promise<ActionAnswer>;
  /** Changes what is named. Changed code runs once it is published again. */
  update(id: number, changes: Partial<ActionFields>): Promise<ActionAnswer>;
  remove(id: number): Promise<void>;
  /** Queues a run; resolves to nothing once it is safely queued. */
  run(nameOrId: number | string, payload?: unknown, options?: RunOptions): Promise<void>;
  /** Runs an action and resolves to what its `execute` gave back; rejects with its error. */
  runWithResult(nameOrId: number | string, payload?: unknown, options?: RunOptions): Promise<unknown>;
  publish(id: number): Promise<ActionAnswer>;
  unpublish(id: number): Promise<ActionAnswer>;
  /** Records of finished runs of actions, newest first; the last 50 unless told otherwise. */
  getLogs(options?: {
    id?: number;
    where?: { type?: ActionLogEntry["type"]; data?: { taskId?: number } };
    limit?: number;
    offset?: number;
  }): Promise<{ count: number; logs: ActionLogEntry[] }>;
}

export function createActions(connection: Connection): Actions {
  const { call } = connection;
  const change = async (verb: string, input: unknown) =>
    bothWays(await call<{ action: Action }>("mutation", `actions.${verb}`, input, false));
  return {
    get: (options = {}) => call("query", "actions.list", options, true),
    getById: async (id) => bothWays(await call("query", "actions.get", { id }, true)),
    create: (action) => change("create", action),
    update: (id, changes) => change("update", { ...changes, id }),
    remove: async (id) => void (await call("mutation", "actions.remove", { id }, false)),
    ...createRunning(connection, "actions"),
    publish: (id) => change("publish", { id }),
    unpublish: (id) => change("unpublish", { id }),
    getLogs: (options = {}) => call("query", "actions.logs", options, true),
  };
}

/** The fields beside `action` are not listed: as JSON, and to who compares it, the answer is `{ action }`. */
function bothWays(answer: { action: Action }): ActionAnswer {
  for (const [name, value] of Object.entries(answer.action)) Object.defineProperty(answer, name, { value });
  return answer as ActionAnswer;
}
