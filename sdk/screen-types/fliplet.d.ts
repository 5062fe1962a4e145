// What the code of a screen may call of `Fliplet.*`. The editor checks code against it and shows its words.

/** Columns of an entry by name. */
type FlipletData = Record<string, any>;

/** A MongoDB-style filter, or `{ $filters: [{ column, condition, value }] }`. A plain value means equality. */
type FlipletWhere = Record<string, any>;

/** A task by its id (a number) or its name (a text). */
type FlipletTaskRef = number | string;

interface FlipletTask {
  id: number;
  appId: number;
  name: string;
  /** The screen that the task runs. */
  pageId: number;
  screenName: string;
  /** Whether its schedule fires. */
  active: boolean;
  /** Cron expression; null for a task that only runs on demand. */
  frequency: string | null;
  /** IANA name. */
  timezone: string;
  timeoutMs: number;
  lastRunAt: string | null;
  nextRunAt: string | null;
  createdAt: string;
  updatedAt: string;
  [more: string]: any;
}

interface FlipletTaskOptions {
  /** Cron expression of five fields; absent, null or "" for a task that runs on demand only. */
  frequency?: string | null;
  /** IANA name; UTC when absent. */
  timezone?: string;
  active?: boolean;
  /** What scheduled runs get. */
  payload?: any;
  timeoutMs?: number;
  retries?: number;
  retryDelayMs?: number;
  [more: string]: any;
}

interface FlipletLogEntry {
  id: number;
  createdAt: string;
  type: "app.task.completed" | "app.task.failed";
  data: {
    mode: "scheduled" | "on-demand";
    /** ms */
    duration: number;
    pageId: number;
    taskId: number;
    taskName: string;
    runId: number;
    status: string;
    result?: any;
    error?: { name: string; message: string; stack: string; [more: string]: any };
  };
}

/** Create, run and inspect the app's tasks. */
interface FlipletTasks {
  /** Creates a task that runs the screen `pageId`; resolves to it. */
  create(task: FlipletTaskOptions & { name: string; pageId: number }): Promise<FlipletTask>;
  /** Resolves to the app's tasks. */
  get(): Promise<FlipletTask[]>;
  /** Resolves to one task. */
  get(idOrName: FlipletTaskRef): Promise<FlipletTask>;
  /** Changes a task; resolves to it. */
  update(
    idOrName: FlipletTaskRef,
    changes: FlipletTaskOptions & { name?: string; pageId?: number },
  ): Promise<FlipletTask>;
  /** Deletes a task. Its history stays. */
  remove(idOrName: FlipletTaskRef): Promise<void>;
  /** Queues a run and resolves to nothing. */
  run(idOrName: FlipletTaskRef, payload?: any): Promise<void>;
  /** Runs a task and resolves to its handler's result. Rejects with the handler's error. */
  runWithResult(idOrName: FlipletTaskRef, payload?: any): Promise<any>;
  /** Resolves to records of finished runs, newest first; the last 50 unless told otherwise. */
  getLogs(options?: {
    id?: number;
    where?: { type?: string; [more: string]: any };
    limit?: number;
    offset?: number;
    [more: string]: any;
  }): Promise<{ count: number; logs: FlipletLogEntry[] }>;
}

interface FlipletAction {
  id: number;
  name: string;
  code: string;
  active: boolean;
  environment: "server" | "client" | "any";
  triggers: { trigger: string; where?: FlipletWhere }[];
  dependencies: string[];
  frequency: string | null;
  timezone: string | null;
  lastRunAt: string | null;
  [more: string]: any;
}

interface FlipletActionOptions {
  description?: string | null;
  active?: boolean;
  environment?: "server" | "client" | "any";
  triggers?: { trigger: "manual" | "schedule" | "log" | "analytics"; where?: FlipletWhere }[];
  dependencies?: string[];
  frequency?: string | null;
  timezone?: string | null;
}

/** Tasks with code of their own. */
interface FlipletActions {
  get(options?: { limit?: number; offset?: number }): Promise<{
    actions: FlipletAction[];
    pagination: { total: number; hasMore: boolean };
  }>;
  getById(id: number): Promise<{ action: FlipletAction } & FlipletAction>;
  /** Creates an action from code that defines `async function execute(context)`. */
  create(
    action: FlipletActionOptions & { name: string; code: string },
  ): Promise<{ action: FlipletAction } & FlipletAction>;
  /** Changes an action. Changed code runs once it is published again. */
  update(
    id: number,
    changes: FlipletActionOptions & { name?: string; code?: string },
  ): Promise<{ action: FlipletAction } & FlipletAction>;
  remove(id: number): Promise<void>;
  /** Queues a run and resolves to nothing. */
  run(nameOrId: FlipletTaskRef, payload?: any): Promise<void>;
  /** Runs an action and resolves to what its `execute` gave back. Rejects with its error. */
  runWithResult(nameOrId: FlipletTaskRef, payload?: any): Promise<any>;
  publish(id: number): Promise<{ action: FlipletAction } & FlipletAction>;
  unpublish(id: number): Promise<{ action: FlipletAction } & FlipletAction>;
  /** Resolves to records of finished runs, newest first. */
  getLogs(options?: {
    id?: number;
    where?: { type?: string; [more: string]: any };
    limit?: number;
    offset?: number;
  }): Promise<{
    count: number;
    logs: any[];
  }>;
}

interface FlipletSession {
  user: { id: string; email?: string; name?: string; [claim: string]: any };
}

interface FlipletFacts {
  appId: number;
  masterAppId: number;
  /** The screen that runs. */
  pageId: number;
  /** The task that runs; null in a test run. */
  taskId: number;
  runId: number;
  organizationId: string;
  apiUrl: string;
  taskName: string;
  trigger: string;
  environment: "draft" | "published";
}

interface FlipletApi {
  /** Resolves at once: screens wait for it before they begin. */
  (): Promise<void>;
  /** The screen that runs. */
  Page: {
    /**
     * Registers the function that a task runs. It gets the payload; what it returns, or what its promise resolves to, is
     * the result.
     */
    onRemoteExecution(handler: (payload: any) => any): void;
  };
  /** The app's stored data. */
  DataSources: FlipletDataSources;
  /** Mails, text messages and push messages. */
  Communicate: FlipletCommunicate;
  /** The inbox of the app's users. */
  Notifications: FlipletNotifications;
  /** Requests to HTTP APIs, with JSON both ways. */
  API: {
    /**
     * Resolves to the parsed answer, or its text. Rejects from 400 on, with `error.status` and `error.response`. `data` is
     * the query of a GET or HEAD and else the body.
     */
    request(request: string | { url: string; method?: string; data?: any; headers?: HeadersInit }): Promise<any>;
  };
  /** Facts about the app and this run, and the app's variables. */
  Env: {
    /** A fact about where this code runs, or a variable of the app by its name; undefined when there is none. */
    get<Name extends keyof FlipletFacts | (string & {})>(
      name: Name,
    ): Name extends keyof FlipletFacts ? FlipletFacts[Name] : any;
  };
  /** The app: its tasks and secrets. */
  App: {
    /** Create, run and inspect the app's tasks. */
    Tasks: FlipletTasks;
    /** Another name for Tasks. */
    Actions: FlipletTasks;
    /** Actions that have code of their own. */
    V3: { Actions: FlipletActions };
    /** What the app keeps encrypted: keys and passwords. */
    Secrets: {
      /** Resolves to the secret of this name. In logs and results it reads `[secret NAME]`. */
      get(name: string): Promise<string>;
    };
  };
  /** Who the run was asked for. */
  User: {
    /** Resolves to `{ user }`, or to null when the run is for nobody. */
    getCachedSession(): Promise<FlipletSession | null>;
  };
  /** Who the run was asked for. */
  Session: {
    /** Resolves to `{ user }`, or to null when the run is for nobody. */
    get(): Promise<FlipletSession | null>;
  };
}

/** What a screen may call. */
declare const Fliplet: FlipletApi;
