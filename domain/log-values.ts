export const LOG_MODES = ["scheduled", "on-demand"] as const;
export type LogMode = (typeof LOG_MODES)[number];

export const LOG_LEVELS = ["debug", "log", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `console` is a call of the builder's; the others are what a capability did for the run. */
export const LOG_LINE_KINDS = [
  "console",
  "fetch",
  "data-source",
  "task",
  "system",
  "mail",
  "sms",
  "push",
  "secret",
] as const;
export type LogLineKind = (typeof LOG_LINE_KINDS)[number];
