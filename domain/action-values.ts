// Apart from the schemas: the client and the studio need the values and not the validator.

/** Where an action's code runs: here, in the app's pages, or in either. */
export const ACTION_ENVIRONMENTS = ["server", "client", "any"] as const;
export type ActionEnvironment = (typeof ACTION_ENVIRONMENTS)[number];

export const ACTION_TRIGGERS = ["manual", "schedule", "log", "analytics"] as const;
export type ActionTriggerKind = (typeof ACTION_TRIGGERS)[number];

/** What starts an action. `log` and `analytics` have a filter with the event's `type`. */
export interface ActionTrigger {
  trigger: ActionTriggerKind;
  where?: Record<string, unknown> | undefined;
}

/** An action as clients see it: a task with code of its own. Times are ISO 8601 UTC. */
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
  /** Always empty: dependencies are not loaded from addresses here. */
  assets: never[];
  /** Cron expression; null for an action without a schedule. */
  frequency: string | null;
  /** IANA name; null where none was set. */
  timezone: string | null;
  /** The screen that holds its code, in the studio. */
  pageId: number;
  isPublished: boolean;
  lastRunAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What `create` takes. */
export interface ActionFields {
  name: string;
  code: string;
  description?: string | null | undefined;
  active?: boolean | undefined;
  environment?: ActionEnvironment | undefined;
  triggers?: ActionTrigger[] | undefined;
  dependencies?: string[] | undefined;
  frequency?: string | null | undefined;
  timezone?: string | null | undefined;
}

/** The record of a finished run of an action. */
export interface ActionLogEntry {
  id: number;
  createdAt: string;
  type: "app.task.completed" | "app.task.failed";
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

/** How long one run of an action may take. */
export const ACTION_TIMEOUT_MS = 120_000;
export const ACTION_DESCRIPTION_LENGTH_MAX = 1_000;
export const ACTIONS_LIMIT_DEFAULT = 50;
export const ACTIONS_LIMIT_MAX = 1_000;
export const DEPENDENCIES_MAX = 50;
