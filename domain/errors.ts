import type { ScreenNeed } from "./screen-needs.ts";

/**
 * Every way a request can fail by its sender's doing. `status` is the stable word clients branch on, `kind` decides the
 * HTTP status, `message` is a sentence for a person: what, where, what to do.
 */
export const ERROR_STATUSES = [
  "INVALID_INPUT",
  "NAME_REQUIRED",
  "NAME_EMPTY",
  "NAME_TOO_LONG",
  "NAME_INVALID_CHARS",
  "NAME_ALREADY_EXISTS",
  "FREQUENCY_INVALID",
  "TIMEZONE_INVALID",
  "EXECUTION_FAILED",
  "ACTION_INACTIVE",
  "ACTION_NOT_FOUND",
  "ACTION_NOT_PUBLISHED",
  "ACTION_NOT_V3",
  "CLIENT_ACTION_NOT_RUNNABLE",
  "CODE_REQUIRED",
  "CODE_EMPTY",
  "CODE_VALIDATION_FAILED",
  "DEPENDENCIES_INVALID",
  "ENVIRONMENT_INVALID",
  "TRIGGERS_INVALID",
  "TRIGGER_TYPE_INVALID",
  "TRIGGER_NOT_ALLOWED",
  "VERSION_NOT_FOUND",
  "TASK_NOT_FOUND",
  "TASK_LIMIT_REACHED",
  "SCREEN_NOT_FOUND",
  "SCREEN_IN_USE",
  "CASE_NOT_FOUND",
  "CASE_LIMIT_REACHED",
  "CASES_FAILED",
  "APP_NOT_FOUND",
  "RUN_NOT_FOUND",
  "LINE_NOT_FOUND",
  "TOKEN_NOT_FOUND",
  "DATA_SOURCE_NOT_FOUND",
  "DATA_SOURCE_FULL",
  "ENTRY_NOT_FOUND",
  "SECRET_NOT_FOUND",
  "SECRET_LIMIT_REACHED",
  "WEBHOOK_NOT_FOUND",
  "WEBHOOK_LIMIT_REACHED",
  "ENDPOINT_NOT_FOUND",
  "ENDPOINT_LIMIT_REACHED",
  "DELIVERY_NOT_FOUND",
  "VIEW_NOT_FOUND",
  "VIEW_LIMIT_REACHED",
  "MESSAGE_NOT_FOUND",
  "MESSAGE_NOT_SENT",
  "MESSAGE_ALREADY_SENT",
  "SUBSCRIPTION_NOT_FOUND",
  "SUBSCRIPTION_LIMIT_REACHED",
  "NOTIFICATION_NOT_FOUND",
  "HANDLER_NOT_REGISTERED",
  "SYNTAX_ERROR",
  "RUN_TIMED_OUT",
  "RUN_OUT_OF_CPU",
  "RUN_OUT_OF_MEMORY",
  "RUN_CANCELLED",
  "RUN_CRASHED",
  "BROWSER_UNAVAILABLE",
  "RUN_FINISHED",
  "RUN_DEPTH_EXCEEDED",
  "RUN_CALLS_EXCEEDED",
  "PAYLOAD_TOO_LARGE",
  "RESULT_TOO_LARGE",
  "RESULT_NOT_SERIALIZABLE",
  "RATE_LIMITED",
  "UNAUTHORIZED",
  "FORBIDDEN",
  "SETUP_DONE",
  "MEMBER_NOT_FOUND",
  "ALREADY_MEMBER",
  "LAST_OWNER",
  "INVITATION_NOT_FOUND",
  "INVITATION_LIMIT_REACHED",
  "INVITATION_FOR_ANOTHER",
  "ORGANIZATION_NOT_FOUND",
  "ACCOUNT_EXISTS",
  "PASSWORD_WRONG",
  "LINK_INVALID",
  "SESSION_NOT_FOUND",
  "PASSKEY_NOT_FOUND",
  "PASSKEY_REFUSED",
  "PASSKEY_LIMIT_REACHED",
  "MAIL_NOT_SET_UP",
  "UNAVAILABLE",
] as const;

export type ErrorStatus = (typeof ERROR_STATUSES)[number];

export const ERROR_KINDS = [
  "bad_input",
  "unauthorized",
  "forbidden",
  "not_found",
  "conflict",
  "too_large",
  "rate_limited",
  "run_failed",
  "unavailable",
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

const BRAND = Symbol.for("app-tasks.domain-error");

interface DomainErrorOptions {
  /** Name of the input field at fault. */
  field?: string;
  /** Where in that field, characters from 0. */
  position?: number;
  /** Seconds after which the same request may succeed. */
  retryAfterS?: number;
  /** What a failed run threw, for callers of `runWithResult`. */
  run?: { runId: number; error: RunErrorInfo };
}

/** The error of a run as callers and the studio see it; `line` and `column` are 1-based, in the builder's own code. */
export interface RunErrorInfo {
  name: string;
  message: string;
  stack: string;
  status: string;
  line?: number;
  column?: number;
  /** What the screen would have to switch on for its code to get further. */
  needs?: ScreenNeed;
}

export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly status: ErrorStatus;
  readonly field: string | undefined;
  readonly position: number | undefined;
  readonly retryAfterS: number | undefined;
  readonly run: DomainErrorOptions["run"];

  constructor(kind: ErrorKind, status: ErrorStatus, message: string, options: DomainErrorOptions = {}) {
    super(message);
    this.name = "DomainError";
    this.kind = kind;
    this.status = status;
    this.field = options.field;
    this.position = options.position;
    this.retryAfterS = options.retryAfterS;
    this.run = options.run;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells a DomainError by its brand: bundled routes and the server process hold two copies of the class. */
export function isDomainError(value: unknown): value is DomainError {
  return typeof value === "object" && value !== null && BRAND in value;
}

/** 400: the input cannot be meant. */
export const badInput = (status: ErrorStatus, message: string, field?: string) =>
  new DomainError("bad_input", status, message, field === undefined ? {} : { field });

/** 404: there is none, or it is not yours; which of the two is never revealed. */
export const notFound = (status: ErrorStatus, message: string, field?: string) =>
  new DomainError("not_found", status, message, field === undefined ? {} : { field });

/** 409: what is there already stands against it. */
export const conflict = (status: ErrorStatus, message: string, field?: string) =>
  new DomainError("conflict", status, message, field === undefined ? {} : { field });

/** 429: the limit is used up; after `retryAfterS` seconds there will be some left. */
export const rateLimited = (message: string, retryAfterS: number) =>
  new DomainError("rate_limited", "RATE_LIMITED", message, { retryAfterS });

/** 401: no credential, or one that is not valid. */
export const unauthorized = (message: string) => new DomainError("unauthorized", "UNAUTHORIZED", message);

/** 403: a valid credential that may not do this. */
export const forbidden = (message: string) => new DomainError("forbidden", "FORBIDDEN", message);
