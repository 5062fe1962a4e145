import type { ScheduleRow } from "#db/schema/index.ts";
import { parseSchedule } from "#domain/cron/index.ts";
import { badInput } from "#domain/errors.ts";
import type { CreateTaskInput } from "#domain/task.ts";
import { orBadInput, type WantedSchedule } from "../schedules/index.ts";
import { storablePayload } from "../storable.ts";

type ScheduleFields = Partial<Pick<CreateTaskInput, "frequency" | "timezone" | "payload" | "schedules">>;

/**
 * What a task's schedules shall be: the list where one is given, else the first one by the task's own `frequency`,
 * `timezone` and `payload` (an empty frequency ends them all). What is not named stays.
 *
 * @throws DomainError FREQUENCY_INVALID, TIMEZONE_INVALID, PAYLOAD_TOO_LARGE; INVALID_INPUT when both ways are mixed.
 */
export function wantedSchedules(
  input: ScheduleFields,
  existing: readonly ScheduleRow[],
  taskTimezone: string,
): WantedSchedule[] {
  const timezone = input.timezone ?? taskTimezone;
  const wanted = input.schedules
    ? fromList({ ...input, schedules: input.schedules }, existing, timezone)
    : fromFace(input, existing, timezone);
  // A zone is checked even when no schedule uses it yet.
  orBadInput(() => parseSchedule("@daily", timezone));
  for (const [index, { frequency, timezone }] of wanted.entries())
    orBadInput(
      () => parseSchedule(frequency, timezone),
      (field) => (input.schedules ? `schedules.${index}.${field}` : field),
    );
  return wanted;
}

function fromList(
  input: ScheduleFields & { schedules: NonNullable<ScheduleFields["schedules"]> },
  existing: readonly ScheduleRow[],
  timezone: string,
): WantedSchedule[] {
  if (input.frequency || input.payload !== undefined) {
    throw badInput(
      "INVALID_INPUT",
      "Send either schedules, or frequency and payload for the one schedule; not both.",
      "schedules",
    );
  }
  const known = new Set(existing.map((schedule) => schedule.id));
  return input.schedules.map((schedule, index) => {
    if (schedule.id !== undefined && !known.has(schedule.id)) {
      throw badInput("INVALID_INPUT", `The task has no schedule with id ${schedule.id}.`, `schedules.${index}.id`);
    }
    return {
      ...(schedule.id !== undefined && { id: schedule.id }),
      frequency: schedule.frequency,
      timezone: schedule.timezone ?? timezone,
      payload: storablePayload(schedule.payload),
    };
  });
}

function fromFace(input: ScheduleFields, existing: readonly ScheduleRow[], timezone: string): WantedSchedule[] {
  const kept = existing.map(({ id, frequency, timezone, payload }) => ({ id, frequency, timezone, payload }));
  const [first, ...others] = kept;
  if (input.frequency === null || input.frequency === "") return [];
  if (input.frequency === undefined && !first) {
    if (input.payload !== undefined && input.payload !== null) {
      throw badInput(
        "INVALID_INPUT",
        "A payload is for scheduled runs; set a frequency too, or send the payload when you run the task.",
        "payload",
      );
    }
    return [];
  }
  return [
    {
      ...(first && { id: first.id }),
      frequency: input.frequency ?? first!.frequency,
      timezone: input.timezone ?? first?.timezone ?? timezone,
      payload: input.payload === undefined ? (first?.payload ?? null) : storablePayload(input.payload),
    },
    ...others,
  ];
}
