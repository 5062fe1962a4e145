import type { GetLogsInput, LogEntry } from "#domain/log.ts";
import type { CreateTaskInput, Task } from "#domain/task.ts";

export interface Config {
  /** A token of the app. In a page it is public: use a publishable one, or one whose origins list the page's. */
  token?: string;
  /** Address of the server, without a path; the script's own address when absent. */
  url?: string;
  /** Says on whose behalf runs are asked for: a JWT that the app's own server signed. Null for nobody. */
  userToken?: string | null;
}

export interface RunOptions {
  /** On whose behalf this run is asked for, instead of the configured `userToken`. */
  userToken?: string | null;
}

export interface TaskChanges extends Partial<CreateTaskInput> {}

/** Why a call failed: `status` is the stable word to branch on, `message` a sentence for a person. */
export class AppTasksError extends Error {
  status: string;
  /** Name of the argument at fault, where one is. */
  field: string | undefined;
  /** The run that failed, for `runWithResult`. */
  runId: number | undefined;
  httpStatus: number | undefined;

  constructor(
    message: string,
    status: string,
    details: { name?: string; field?: string; runId?: number; httpStatus?: number } = {},
  ) {
    super(message);
    this.name = details.name ?? "AppTasksError";
    this.status = status;
    this.field = details.field;
    this.runId = details.runId;
    this.httpStatus = details.httpStatus;
  }
}

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

interface Answer {
  runId: number;
  status: string;
  result?: unknown;
}

interface WireError {
  message: string;
  data?: {
    status?: string;
    field?: string;
    runId?: number;
    httpStatus?: number;
    error?: { name: string; message: string };
  };
}

/** Tries after the first one, for calls that may be sent twice without harm. */
const RETRIES = 2;
const RETRY_AFTER_MS = 400;

export function createTasks(initial: Config): Tasks {
  const config: Config = { ...initial };

  async function call<T>(
    kind: "query" | "mutation",
    procedure: string,
    input: unknown,
    isRepeatable: boolean,
    userToken?: string | null,
  ): Promise<T> {
    if (!config.url)
      throw new AppTasksError(
        "Say where the server is: Fliplet.App.Tasks.configure({ url, token }).",
        "INVALID_INPUT",
        { field: "url" },
      );
    const json = jsonOf(input);
    const address = `${config.url.replace(/\/+$/, "")}/api/trpc/${procedure}`;
    const headers: Record<string, string> = config.token ? { authorization: `Bearer ${config.token}` } : {};
    if (userToken) headers["x-user-token"] = userToken;
    for (let left = isRepeatable ? RETRIES : 0; ; left--) {
      let response: Response;
      let text: string;
      try {
        response =
          kind === "query"
            ? await fetch(`${address}?input=${encodeURIComponent(json)}`, { headers, credentials: "omit" })
            : await fetch(address, {
                method: "POST",
                headers: { ...headers, "content-type": "application/json" },
                body: json,
                credentials: "omit",
              });
        // Inside: an answer that breaks off is none.
        text = await response.text();
      } catch {
        if (left <= 0)
          throw new AppTasksError(
            `The server at ${config.url} could not be reached. Check the connection and try again.`,
            "UNREACHABLE",
          );
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
        continue;
      }
      const body = parse<T>(text);
      if (body?.result) return body.result.data;
      throw errorOf(body?.error, response.status);
    }
  }

  /** Asks for a run. The key names the wish, so that sending it twice runs it once. */
  const ask = (verb: string, idOrName: number | string, payload: unknown, userToken?: string | null) =>
    call<Answer>("mutation", `tasks.${verb}`, { idOrName, payload, idempotencyKey: newKey() }, true, userToken);

  const userTokenOf = ({ userToken = config.userToken }: RunOptions = {}) => userToken;

  return {
    configure: (changes) => void Object.assign(config, changes),
    create: (task) => call("mutation", "tasks.create", task, false),
    get: ((idOrName?: number | string) =>
      idOrName === undefined
        ? call("query", "tasks.list", {}, true)
        : call("query", "tasks.get", { idOrName }, true)) as Tasks["get"],
    update: (idOrName, changes) => call("mutation", "tasks.update", { ...changes, idOrName }, false),
    remove: async (idOrName) => void (await call("mutation", "tasks.remove", { idOrName }, false)),
    run: async (idOrName, payload, options) => void (await ask("run", idOrName, payload, userTokenOf(options))),
    runWithResult: async (idOrName, payload, options) => {
      const userToken = userTokenOf(options);
      let run = await ask("runWithResult", idOrName, payload, userToken);
      while (run.status === "queued" || run.status === "running")
        run = await call("query", "runs.wait", { id: run.runId }, true, userToken);
      return run.result;
    },
    getLogs: (options = {}) => call("query", "logs.list", options, true),
  };
}

/** 128 random bits that nobody guesses. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @throws AppTasksError for what JSON cannot carry: a circular payload, a BigInt. */
function jsonOf(input: unknown): string {
  try {
    return JSON.stringify(input) ?? "{}";
  } catch (error) {
    throw new AppTasksError(`This cannot be sent, since it is not JSON: ${(error as Error).message}`, "INVALID_INPUT");
  }
}

/** Null for an answer that is not ours: the page of a proxy, say. */
function parse<T>(text: string): { result?: { data: T }; error?: WireError } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function errorOf(error: WireError | undefined, httpStatus: number): AppTasksError {
  const data = error?.data;
  const message = data?.error?.message ?? error?.message ?? `The server answered with HTTP status ${httpStatus}.`;
  return new AppTasksError(message, data?.status ?? "INTERNAL", {
    name: data?.error?.name,
    field: data?.field,
    runId: data?.runId,
    httpStatus,
  });
}
