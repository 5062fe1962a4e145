import type { GetLogsInput, LogEntry } from "#domain/log.ts";
import type { CreateTaskInput, Task } from "#domain/task.ts";
import { type Config, createConnection } from "./call.ts";
import { createRunning, type RunOptions } from "./running.ts";

export { AppTasksError, type Config } from "./call.ts";
export type { RunOptions } from "./running.ts";

export interface TaskChanges extends Partial<CreateTaskInput> {}

/** The calls of `Fliplet.App.Tasks`. Every one gives a promise that rejects with an AppTasksError. */
export interface Tasks {
  /** Sets the token and the server; what is not given stays. */
  configure(config: Config): void;
  create(task: CreateTaskInput): Promise<Task>;
  /** All tasks of the app, or one by its id (a number) or name (a text). */
  get(): Promise<Task[]>;
  get(idOrName: number | string): Promise<Task>;
  update(idOrName: number | string, changes: TaskChanges): Promise<Task>;
  remove(idOrName: number | string): Promise<void>;
  /** Queues a run; resolves to nothing once it is safely queued. */
  run(idOrName: number | string, payload?: unknown, options?: RunOptions): Promise<void>;
  /** Runs a task and resolves to what its handler gave back; rejects with the handler's error. */
  runWithResult(idOrName: number | string, payload?: unknown, options?: RunOptions): Promise<unknown>;
  /** Records of finished runs, newest first; the last 50 unless told otherwise. */
  getLogs(options?: GetLogsInput): Promise<{ count: number; logs: LogEntry[] }>;
}

/** @param connection shared with the other parts of `Fliplet`; its own when there are none */
export function createTasks(initial: Config, connection = createConnection(initial)): Tasks {
  const { config, call } = connection;
  return {
    configure: (changes) => void Object.assign(config, changes),
    create: (task) => call("mutation", "tasks.create", task, false),
    get: ((idOrName?: number | string) =>
      idOrName === undefined
        ? call("query", "tasks.list", {}, true)
        : call("query", "tasks.get", { idOrName }, true)) as Tasks["get"],
    update: (idOrName, changes) => call("mutation", "tasks.update", { ...changes, idOrName }, false),
    remove: async (idOrName) => void (await call("mutation", "tasks.remove", { idOrName }, false)),
    ...createRunning(connection, "tasks"),
    getLogs: (options = {}) => call("query", "logs.list", options, true),
  };
}
