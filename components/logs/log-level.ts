import type { LogLevel, LogLineKind } from "#domain/log-values.ts";

/** How each level looks; the word always stands beside the colour. */
export const LOG_LEVEL_CLASSES: Record<LogLevel, string> = {
  debug: "text-faint",
  log: "text-soft",
  info: "text-info",
  warn: "text-warn",
  error: "text-bad",
};

export const LOG_KIND_LABELS: Record<LogLineKind, string> = {
  console: "",
  fetch: "fetch",
  "data-source": "data",
  task: "task",
  system: "system",
  mail: "mail",
  sms: "sms",
  push: "push",
  secret: "secret",
};
