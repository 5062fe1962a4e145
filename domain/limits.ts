/** Bounds that more than one layer needs. Bytes are UTF-8 bytes of JSON. */

/** Live tasks of one app, unless its owner set another number. */
export const TASKS_PER_APP = 5;
export const TASKS_PER_APP_MAX = 1_000;

/** On-demand runs of one app in a minute, unless its owner set another number; scheduled ones are not counted. */
export const RUNS_PER_MINUTE = 60;
export const RUNS_PER_MINUTE_MAX = 100_000;

/** Runs of one app at once on all processes together, unless its owner set another number. */
export const CONCURRENT_RUNS = 50;
export const CONCURRENT_RUNS_MAX = 1_000;

/** Tasks created in one app in a minute: more is a loop that went wrong. */
export const TASK_CREATIONS_PER_MINUTE = 120;

/** Messages of one app in any 24 hours, unless its owner set another number. */
export const MAILS_PER_DAY = 1_000;
export const SMS_PER_DAY = 100;
/** Counted by subscription. */
export const PUSHES_PER_DAY = 10_000;
export const MESSAGES_PER_DAY_MAX = 100_000;

export const PASSWORD_LENGTH_MIN = 8;
export const PASSWORD_LENGTH_MAX = 200;

export const TASK_NAME_LENGTH_MAX = 255;
export const TITLE_LENGTH_MAX = 120;

/** What an app's payloads and results may have at the most, unless its owner set less, or more for payloads. */
export const PAYLOAD_BYTES = 1_048_576;
export const PAYLOAD_BYTES_MAX = 4_194_304;
export const RESULT_BYTES_MAX = 6_000_000;
export const JSON_BYTES_MIN = 1_024;
export const SCREEN_CODE_BYTES_MAX = 1_048_576;
export const SCREEN_HTML_BYTES_MAX = 1_048_576;

export const RUN_TIMEOUT_MS_DEFAULT = 30_000;
export const RUN_TIMEOUT_MS_MIN = 1_000;
export const RUN_TIMEOUT_MS_MAX = 900_000;
/** Processor time of a run, however long it may wait. */
export const RUN_CPU_MS_MAX = 60_000;
export const RUN_HEAP_BYTES_DEFAULT = 134_217_728;

/** A task that runs a task that runs a task … ends here. The run a person or an app asks for has depth 0. */
export const RUN_DEPTH_MAX = 5;

/** How far ahead a user token may expire. It is also how long a replaced key stays good, so that no token breaks. */
export const USER_TOKEN_HOURS_MAX = 24;

/** How long the old text of a rotated token may stay good, hours. */
export const TOKEN_OVERLAP_HOURS_MAX = 720;
export const TOKEN_OVERLAP_HOURS_DEFAULT = 24;

/** How long one answer of `runWithResult` or `runs.wait` may take before it says "still running". */
export const RUN_PATIENCE_MS = 25_000;

/** How old a missed fire may be and still be caught up. */
export const CATCH_UP_MS = 86_400_000;

/** Ended runs that a task's strip of outcomes shows. */
export const OUTCOMES_SHOWN = 30;

export const LOGS_LIMIT_DEFAULT = 50;
export const LOGS_LIMIT_MAX = 1_000;

export const BACKFILL_CONCURRENCY_MAX = 10;
