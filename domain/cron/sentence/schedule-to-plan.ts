import type { FieldItem, Schedule, ScheduleField } from "../schedule.ts";
import { type Days, EVERY_DAY, joinDays, type Plan, type Ticks, ticksAt } from "./plan.ts";

/**
 * The plan of a parsed schedule, or null when a plan cannot say it: uneven
 * steps that follow the wall clock, or days that must match both day fields.
 */
export function scheduleToPlan(schedule: Schedule): Plan | null {
  const { minute, hour, month } = schedule.fields;
  const times = timesOf(minute, hour);
  const days = daysOf(schedule);
  if (!times || !days) return null;
  return { ...times, days, months: month.values.length === 12 ? [] : month.values };
}

/**
 * A wildcard in either field makes the whole schedule follow the wall clock
 * through clock changes, so one even step is enough and the other may be a list.
 */
function timesOf(minute: ScheduleField, hour: ScheduleField): { minutes: Ticks; hours: Ticks } | null {
  const minuteStep = stepOf(minute, 60);
  const hourStep = stepOf(hour, 24);
  const minutes = ticksAt(minute.values, 60);
  const hours = ticksAt(hour.values, 24);
  if (minuteStep !== null) return { minutes: { every: minuteStep }, hours };
  if (hourStep !== null) return { minutes, hours: { every: hourStep } };
  return minute.starred || hour.starred ? null : { minutes, hours };
}

/** The step of a field that follows the wall clock and starts anew evenly, at least twice an hour or a day; else null. */
function stepOf({ starred, values }: ScheduleField, size: number): number | null {
  if (values.length === size) return 1;
  const step = size / values.length;
  const isEven = values.length > 1 && values.every((value, index) => value === index * step);
  return starred && isEven ? step : null;
}

function daysOf({ fields: { dayOfMonth, dayOfWeek }, days: { either } }: Schedule): Days | null {
  const byDate =
    dayOfMonth.values.length === 31 ? EVERY_DAY : daysOfItems(dayOfMonth, { monthDays: dayOfMonth.values });
  const byWeekday = dayOfWeek.values.length === 7 ? EVERY_DAY : daysOfItems(dayOfWeek, { weekdays: dayOfWeek.values });
  if (byDate === EVERY_DAY || byWeekday === EVERY_DAY) {
    if (either) return EVERY_DAY;
    return byDate === EVERY_DAY ? byWeekday : byDate;
  }
  return either ? joinDays(byDate, byWeekday) : null;
}

function daysOfItems({ items }: ScheduleField, listed: Partial<Days>): Days {
  return items.reduce((days, item) => joinDays(days, daysOfItem(item)), { ...EVERY_DAY, ...listed });
}

function daysOfItem(item: FieldItem): Days {
  switch (item.kind) {
    case "lastDay":
      return { ...EVERY_DAY, lastDay: true };
    case "nearestWeekday":
      return { ...EVERY_DAY, nearestWeekdays: [item.day] };
    case "nthWeekday":
      return { ...EVERY_DAY, nthWeekdays: [{ weekday: item.weekday, n: item.n }] };
    case "lastWeekday":
      return { ...EVERY_DAY, lastWeekdays: [item.weekday] };
    case "range":
      return EVERY_DAY;
  }
}
