// The types of fliplet.mjs and, for a page with the script tag, of the global: `declare const Fliplet: import("./fliplet.d.ts").FlipletClient`.

export interface Config {
  /** A token of the app. In a page it is public: use a publishable one, or one whose origins list the page's. */
  token?: string;
  /** Address of the server, without a path; the script's own address when absent. */
  url?: string;
  /**
   * Says on whose behalf runs are asked for, and whose inbox and push subscription it is: a JWT that the app's own server
   * signed. Null for nobody.
   */
  userToken?: string | null;
}

export interface RunOptions {
  /** On whose behalf this run is asked for, instead of the configured `userToken`. */
  userToken?: string | null;
}

/** Why a call failed: `status` is the stable word to branch on, `message` a sentence for a person. */
export declare class AppTasksError extends Error {
  constructor(
    message: string,
    status: string,
    details?: { name?: string; field?: string; runId?: number; httpStatus?: number; retryAfterS?: number },
  );
  status: string;
  /** Name of the argument at fault, where one is. */
  field: string | undefined;
  /** The run that failed, for `runWithResult`. */
  runId: number | undefined;
  httpStatus: number | undefined;
  /** Seconds after which the same call may succeed, when there were too many (status RATE_LIMITED). */
  retryAfterS: number | undefined;
}

export type RunStatus =
  | "queued"
  | "running"
  | "completed"
  | "failed"
  | "timed_out"
  | "out_of_memory"
  | "cancelled"
  | "crashed"
  | "skipped"
  | "missed";
export type RetryableStatus = "failed" | "timed_out" | "out_of_memory";
export type MisfirePolicy = "latest" | "all" | "skip";
export type OverlapPolicy = "skip" | "queue" | "allow" | "cancel-previous";
export type EventType =
  | "dataSource.entry.create"
  | "dataSource.entry.update"
  | "dataSource.entry.delete"
  | "app.task.completed"
  | "app.task.failed";

/** A task's wish to run when something happens in the app; an empty filter lets every event of the type through. */
export interface TaskTrigger {
  type: EventType;
  where: Record<string, unknown>;
}

export interface TaskSchedule {
  id: number;
  /** Cron expression. */
  frequency: string;
  /** IANA name. */
  timezone: string;
  /** What its runs get. */
  payload?: unknown;
  nextRunAt: string | null;
  spreadOffsetMs: number;
  /** Why the schedule stopped although the task is active. */
  error: string | null;
}

/** Times are ISO 8601 UTC. */
export interface Task {
  id: number;
  appId: number;
  name: string;
  /** The screen that the task runs. */
  pageId: number;
  screenName: string;
  /** Whether the schedule and the triggers fire; an on-demand run works either way. */
  active: boolean;
  /** Whether pages may run it with a publishable token. */
  callable: boolean;
  /** Cron expression of the first schedule; null for a task that only runs on demand. */
  frequency: string | null;
  timezone: string;
  timeoutMs: number;
  misfire: MisfirePolicy;
  misfireGraceMs: number;
  overlap: OverlapPolicy;
  retries: number;
  retryDelayMs: number;
  retryOn: RetryableStatus[];
  spreadMs: number;
  startsAt: string | null;
  endsAt: string | null;
  pausedUntil: string | null;
  payload?: unknown;
  schedules: TaskSchedule[];
  triggers: TaskTrigger[];
  lastRunAt: string | null;
  nextRunAt: string | null;
  scheduleError: string | null;
  lastRun: { id: number; status: RunStatus } | null;
  createdAt: string;
  updatedAt: string;
}

export interface TaskFields {
  name: string;
  /** The screen to run. */
  pageId: number;
  active?: boolean | undefined;
  callable?: boolean | undefined;
  /** Cron expression; absent, null or "" for a task that runs on demand only. */
  frequency?: string | null | undefined;
  /** IANA name; UTC when absent. */
  timezone?: string | undefined;
  /** What scheduled runs get. */
  payload?: unknown;
  schedules?:
    | { id?: number | undefined; frequency: string; timezone?: string | undefined; payload?: unknown }[]
    | undefined;
  triggers?: { type: EventType; where: Record<string, unknown> }[] | undefined;
  timeoutMs?: number | undefined;
  misfire?: MisfirePolicy | undefined;
  misfireGraceMs?: number | undefined;
  overlap?: OverlapPolicy | undefined;
  retries?: number | undefined;
  retryDelayMs?: number | undefined;
  retryOn?: RetryableStatus[] | undefined;
  spreadMs?: number | undefined;
  startsAt?: string | null | undefined;
  endsAt?: string | null | undefined;
  pausedUntil?: string | null | undefined;
}

export type LogEntryType = "app.task.completed" | "app.task.failed";

/** The record of a finished run. */
export interface LogEntry {
  id: number;
  createdAt: string;
  type: LogEntryType;
  appId: number;
  data: {
    mode: "scheduled" | "on-demand";
    /** ms */
    duration: number;
    pageId: number;
    taskId: number;
    taskName: string;
    runId: number;
    status: string;
    result?: unknown;
    error?: { name: string; message: string; stack: string; status: string; line?: number; column?: number };
  };
}

/** `Fliplet.App.Tasks`, and by its later name `Fliplet.App.Actions`. Promises reject with an AppTasksError. */
export interface Tasks {
  /** Sets the token and the server; what is not given stays. It goes for every part of `Fliplet`. */
  configure(config: Config): void;
  create(task: TaskFields): Promise<Task>;
  /** All tasks of the app, or one by its id (a number) or name (a text). */
  get(): Promise<Task[]>;
  get(idOrName: number | string): Promise<Task>;
  update(idOrName: number | string, changes: Partial<TaskFields>): Promise<Task>;
  remove(idOrName: number | string): Promise<void>;
  /** Queues a run; resolves to nothing once it is safely queued. */
  run(idOrName: number | string, payload?: unknown, options?: RunOptions): Promise<void>;
  /** Runs a task and resolves to what its handler gave back; rejects with the handler's error. */
  runWithResult(idOrName: number | string, payload?: unknown, options?: RunOptions): Promise<unknown>;
  /** Records of finished runs, newest first; the last 50 unless told otherwise. */
  getLogs(options?: {
    id?: number | undefined;
    where?: { type?: LogEntryType | undefined } | undefined;
    limit?: number | undefined;
    offset?: number | undefined;
  }): Promise<{ count: number; logs: LogEntry[] }>;
}

export type ActionEnvironment = "server" | "client" | "any";

/** What starts an action. `log` and `analytics` have a filter with the event's `type`. */
export interface ActionTrigger {
  trigger: "manual" | "schedule" | "log" | "analytics";
  where?: Record<string, unknown> | undefined;
}

/** A task with code of its own. Times are ISO 8601 UTC. */
export interface Action {
  /** Also the id of its task. */
  id: number;
  appId: number;
  name: string;
  description: string | null;
  /** Of the draft; what is published runs. */
  code: string;
  active: boolean;
  environment: ActionEnvironment;
  actionVersion: "v3";
  triggers: ActionTrigger[];
  dependencies: string[];
  assets: never[];
  frequency: string | null;
  timezone: string | null;
  /** The screen that holds its code. */
  pageId: number;
  isPublished: boolean;
  lastRunAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface ActionFields {
  name: string;
  /** Defines `async function execute(context)`; `context.payload` is what a run gets. */
  code: string;
  description?: string | null | undefined;
  /** Default false. */
  active?: boolean | undefined;
  /** Default "server". */
  environment?: ActionEnvironment | undefined;
  triggers?: ActionTrigger[] | undefined;
  dependencies?: string[] | undefined;
  frequency?: string | null | undefined;
  timezone?: string | null | undefined;
}

/** An action under `action`, and its fields also beside it: the vendor's releases differ in which of the two they give. */
export type ActionAnswer = { action: Action } & Action;

/** The record of a finished run of an action. */
export interface ActionLogEntry {
  id: number;
  createdAt: string;
  type: LogEntryType;
  appId: number;
  data: {
    mode: "scheduled" | "on-demand";
    runOn: "server";
    taskId: number;
    payload?: unknown;
    /** ms */
    duration: number;
    actionVersion: "v3";
    runId: number;
    /** Only of on-demand runs that completed. */
    result?: { data?: unknown; success: true };
    error?: { name: string; message: string; stack: string };
  };
}

/** `Fliplet.App.V3.Actions`. Promises reject with an AppTasksError. */
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
    where?: { type?: LogEntryType; data?: { taskId?: number } };
    limit?: number;
    offset?: number;
  }): Promise<{ count: number; logs: ActionLogEntry[] }>;
}

export interface InboxEntry {
  id: number;
  data: {
    title: string;
    message: string;
    /** Where a tap leads, as the app understands it. */
    navigate?: unknown;
    [more: string]: unknown;
  };
  orderAt: string;
  /** Null while unread, and for a page without a user token. */
  readAt: string | null;
}

export interface Inbox {
  entries: InboxEntry[];
  pagination: { limit: number; offset: number; total: number };
  /** Null for a page without a user token, for which nobody keeps what was read. */
  unread: number | null;
}

export interface SubscribeOptions {
  /**
   * The service worker that shows what is pushed: its path on the page's own site, or its registration. Default
   * `/push-worker.js`, a copy of ours.
   */
  serviceWorker?: string | ServiceWorkerRegistration;
}

/** `Fliplet.Notifications`. Promises reject with an AppTasksError. */
export interface Notifications {
  /** Whether this browser can be pushed to in this page. */
  isSupported(): boolean;
  /** Asks the person for leave to push, if nobody asked yet, and subscribes this browser for the configured user. */
  subscribe(options?: SubscribeOptions): Promise<{ id: number; userId: string | null }>;
  /** Ends the subscription of this browser, if there is one. */
  unsubscribe(options?: SubscribeOptions): Promise<void>;
  inbox: {
    /** What is for the configured user, newest first. */
    get(options?: { limit?: number | undefined; offset?: number | undefined }): Promise<Inbox>;
    /** Marks notifications as read; resolves to how many are left. */
    markRead(ids: number | number[] | "all"): Promise<number>;
  };
  unreadCount(): Promise<number>;
}

export interface FlipletClient {
  App: {
    Tasks: Tasks;
    /** The later name of `Tasks`. */
    Actions: Tasks;
    /** Tasks with code of their own. */
    V3: { Actions: Actions };
  };
  Notifications: Notifications;
}

export declare const Fliplet: FlipletClient;
export default Fliplet;
