// What the code of a screen may call of `Fliplet.*`. The editor checks code against it and shows its words.

/** Columns of an entry by name. */
type FlipletData = Record<string, any>;

/** A MongoDB-style filter, or `{ $filters: [{ column, condition, value }] }`. A plain value means equality. */
type FlipletWhere = Record<string, any>;

/** A task by its id (a number) or its name (a text). */
type FlipletTaskRef = number | string;

interface FlipletEntry {
  id: number;
  dataSourceId: number;
  /** Its columns by name. */
  data: FlipletData;
  /** Its place in the list, from 0. */
  order: number;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** ISO 8601 UTC. */
  updatedAt: string;
  /** Who wrote it last: a task, a person or a token by its name. */
  writtenBy: string | null;
  /** The run that wrote it last; null when no run did. */
  writtenByRun: number | null;
}

interface FlipletFindOptions {
  /** Which entries: `{ Status: "open", Age: { $gte: 18 } }`. */
  where?: FlipletWhere;
  /** Only these columns. */
  attributes?: string[];
  /** `[["data.Name", "ASC"], ["createdAt", "DESC"]]` */
  order?: [column: string, direction: "ASC" | "DESC" | "asc" | "desc"][] | any[][];
  limit?: number;
  offset?: number;
  /** A text that stands in any column. */
  search?: string;
  /** Resolves to `{ entries, pagination }` instead of the entries. */
  includePagination?: boolean;
}

interface FlipletEntryPage {
  entries: FlipletEntry[];
  pagination: { limit: number; offset: number; total: number };
}

/** A page of entries, as an array, which can be turned: `await cursor.next().update()`. */
interface FlipletCursor extends Array<FlipletEntry> {
  /** From 0. */
  currentPage: number;
  isFirstPage: boolean;
  isLastPage: boolean;
  query: Record<string, any>;
  /** Says where to go; `update()` goes there. */
  next(): FlipletCursor;
  /** Says where to go; `update()` goes there. */
  prev(): FlipletCursor;
  /** Says where to go, from 0; `update()` goes there. */
  setPage(page: number): FlipletCursor;
  /** Reads the page. `keepExisting` adds its entries to those that are there. */
  update(options?: { keepExisting?: boolean }): Promise<FlipletCursor>;
}

interface FlipletCommit {
  /** Those with an `id` are updated, those without are added. */
  entries?: { id?: number; data: FlipletData }[];
  /** Ids of entries to remove. */
  delete?: number[];
  /** Without it, **entries that are not listed are removed**. */
  append?: boolean;
  /** Merges columns; else an entry's data is replaced. */
  extend?: boolean;
  /** Default true: resolves with the source as it then is. */
  returnEntries?: boolean;
}

/** One data source, and what can be done with its entries. */
interface FlipletConnection {
  id: number;
  name: string;
  /** Resolves to the entries that match, and their number beside them. */
  find(options: FlipletFindOptions & { includePagination: true }): Promise<FlipletEntryPage>;
  /** Resolves to the entries that match. */
  find(options?: FlipletFindOptions): Promise<FlipletEntry[]>;
  /** Resolves to the first entry that matches, or to null. */
  findOne(options?: FlipletFindOptions): Promise<FlipletEntry | null>;
  /** Resolves to one entry. */
  findById(id: number): Promise<FlipletEntry>;
  /** Resolves to the first page of entries; `limit` is the size of a page, 100 unless you say so. */
  findWithCursor(options?: FlipletFindOptions): Promise<FlipletCursor>;
  /** Adds an entry; resolves to it. */
  insert(data: FlipletData): Promise<FlipletEntry>;
  /** Merges columns into an entry; resolves to it. */
  update(id: number, data: FlipletData): Promise<FlipletEntry>;
  /** Removes an entry. */
  removeById(id: number): Promise<any>;
  /** Adds many entries. */
  append(rows: FlipletData[]): Promise<any>;
  /** Puts these rows in the place of all entries. */
  replaceWith(rows: FlipletData[]): Promise<FlipletEntry[]>;
  /** Adds, updates and removes as one. **Without `append: true`, entries that are not listed are removed.** */
  commit(
    changes: FlipletCommit,
  ): Promise<{ inserted: number; updated: number; deleted: number; entries?: FlipletEntry[] }>;
  /** Removes the entries that match; resolves to `{ removed }`. */
  query(options: { type: "delete"; where: FlipletWhere }): Promise<{ removed: number }>;
  /** Resolves to the entries that match. */
  query(options: { type?: "select"; where?: FlipletWhere }): Promise<FlipletEntry[]>;
  /** Resolves to the distinct values of a column. */
  getIndex(column: string): Promise<any[]>;
  /** Resolves to the distinct values of columns, by column. */
  getIndexes(columns: string[]): Promise<Record<string, any[]>>;
  /** Adds the rows of a CSV text or file; its first line names the columns. `replace` empties the source first. */
  import(csv: string | Blob, options?: { mode?: "append" | "replace" }): Promise<any>;
}

interface FlipletDataSourceInfo {
  id: number;
  appId: number;
  name: string;
  columns: string[];
  createdAt: string;
  updatedAt: string;
}

/** The app's stored data. */
interface FlipletDataSources {
  /** Resolves to a connection to the data source with this id. */
  connect(id: number): Promise<FlipletConnection>;
  /** Resolves to a connection to the data source with this name. */
  connectByName(name: string): Promise<FlipletConnection>;
  /** Resolves to the app's data sources. */
  get(options?: { attributes?: string[] }): Promise<FlipletDataSourceInfo[]>;
  /** Resolves to one data source. */
  getById(id: number): Promise<FlipletDataSourceInfo>;
  /** Creates a data source; resolves to it. */
  create(options: { name: string; columns?: string[]; entries?: any[] }): Promise<FlipletDataSourceInfo>;
}

type FlipletRecipient = string | { email: string; name?: string; type?: "to" | "cc" | "bcc" };

interface FlipletMail {
  /** Up to 50. */
  to: FlipletRecipient | FlipletRecipient[];
  subject?: string;
  /** Names the operator's sender address. */
  from_name?: string;
  html?: string;
  text?: string;
  headers?: Record<string, string>;
  attachments?: {
    type?: string;
    name: string;
    content: string | Uint8Array;
    encoding?: "utf8" | "base64" | "hex" | "binary";
  }[];
}

interface FlipletMailAnswer {
  id: number;
  messageId: string;
  /** `kept`: no mail server is set up, so it stays in the app's outbox. */
  status: "sent" | "kept" | "uncertain";
  accepted: string[];
  rejected: any[];
}

interface FlipletPush {
  /** Up to 200 characters. */
  title?: string;
  /** Up to 2,000 characters. */
  body?: string;
  /** Whom it is for: a subscription's id, a user's id, a list of those, or a filter over users. All when absent. */
  subscription?: number | string | (number | string)[] | FlipletWhere;
  badge?: any;
  icon?: string;
  /** Where a tap leads. */
  url?: string;
  navigate?: any;
  data?: any;
  /** Seconds that its push service keeps it for a browser that is away; a day by default. */
  ttl?: number;
  urgency?: "very-low" | "low" | "normal" | "high";
}

interface FlipletPushAnswer {
  id: number;
  sent: number;
  failed: number;
  removed: number;
  uncertain: number;
}

/** Mails, text messages and push messages. */
interface FlipletCommunicate {
  /**
   * Sends a mail; `{{ variables }}` in it are filled from `data`. A run that is tried again does not send it twice.
   *
   * Rejects with `MESSAGE_NOT_SENT` when it is refused, `RATE_LIMITED` past the app's limit.
   */
  sendEmail(mail: FlipletMail, data?: any): Promise<FlipletMailAnswer>;
  /** Sends many mails; resolves to their answers in the same order, rejects when one was not sent. */
  batchSendEmail(mails: { options: FlipletMail; data?: any }[]): Promise<FlipletMailAnswer[]>;
  /** Sends a text message through the operator's webhook. */
  sendSMS(message: { data: { to: string; body: string } }): Promise<any>;
  /** Pushes to the app's subscribers. Resolves whatever the push services said, with how many got it. */
  sendPushNotification(appId: number, message: FlipletPush): Promise<FlipletPushAnswer>;
  /** Pushes to the app's subscribers, the app standing beside the rest. */
  sendPushNotification(message: FlipletPush & { appId?: number }): Promise<FlipletPushAnswer>;
}

interface FlipletNotificationInput {
  /** `published` unless you say so. */
  status?: "published" | "draft" | "scheduled";
  data?: { title?: string; message?: string; navigate?: any; [more: string]: any };
  /** A filter over users; everyone when absent. */
  scope?: FlipletWhere | null;
  /** When a scheduled one is shown: a Date, ISO 8601, or a Unix time. */
  orderAt?: Date | string | number;
  /** Pushes it to its scope when it is published. */
  pushNotification?: { payload?: FlipletPush } | null;
}

interface FlipletNotification {
  id: number;
  status: "published" | "draft" | "scheduled";
  data: { title: string; message: string; [more: string]: any };
  scope: FlipletWhere | null;
  orderAt: string;
  createdAt: string;
  updatedAt: string;
}

/** The inbox of the app's users. */
interface FlipletNotifications {
  /** Puts a notification into the users' inbox, and pushes it if you say so; resolves to it. */
  insert(notification: FlipletNotificationInput): Promise<FlipletNotification>;
  /** Changes a notification. A draft that is published is pushed then. */
  update(id: number, changes: FlipletNotificationInput): Promise<FlipletNotification>;
  /** Takes a notification out of every inbox. */
  remove(id: number): Promise<void>;
  /** Resolves to one notification. */
  get(id: number): Promise<FlipletNotification>;
  /** Resolves to the app's notifications, newest first. */
  find(options?: {
    status?: "published" | "draft" | "scheduled";
    limit?: number;
    offset?: number;
  }): Promise<FlipletNotification[]>;
  /** The same calls. */
  init(options?: any): FlipletNotifications;
}

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
