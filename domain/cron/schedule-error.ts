/** The five places of a cron expression, in the order in which they are written. */
export type SchedulePart = "minute" | "hour" | "dayOfMonth" | "month" | "dayOfWeek";

export type ScheduleErrorStatus = "FREQUENCY_INVALID" | "TIMEZONE_INVALID";

/** Where in the expression the fault stands; both are unknown when the whole text is the fault. */
export interface SchedulePlace {
  /** Offset in the expression as the caller wrote it. */
  position?: number;
  part?: SchedulePart;
}

/**
 * A schedule that cannot be understood or can never fire. The message is
 * a sentence for the person who wrote it: what is wrong and what to write.
 */
export class ScheduleError extends Error {
  override readonly name = "ScheduleError";
  readonly status: ScheduleErrorStatus;
  /** The input to show the message under. */
  readonly field: "frequency" | "timezone";
  readonly position?: number;
  readonly part?: SchedulePart;

  constructor(status: ScheduleErrorStatus, message: string, place: SchedulePlace = {}) {
    super(message);
    this.status = status;
    this.field = status === "TIMEZONE_INVALID" ? "timezone" : "frequency";
    if (place.position !== undefined) this.position = place.position;
    if (place.part !== undefined) this.part = place.part;
  }
}
