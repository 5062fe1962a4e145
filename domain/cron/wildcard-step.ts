import type { ScheduleField } from "./schedule.ts";

/** The step of a field that is a lone `*` with a step, such as 5 for a star-slash-5 field; otherwise 1. */
export function wildcardStep(field: ScheduleField): number {
  const [item] = field.items;
  return field.starred && field.items.length === 1 && item?.kind === "range" ? item.step : 1;
}
