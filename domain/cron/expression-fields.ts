import { FIELD_SPECS, parseField } from "./parse-field.ts";
import type { ScheduleField } from "./schedule.ts";
import { ScheduleError, type SchedulePart } from "./schedule-error.ts";

/** One field of an expression where it stands, whether it can be read or not. */
export interface ExpressionField {
  readonly part: SchedulePart;
  readonly text: string;
  /** Offset of its first character in the expression as written. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export const SCHEDULE_PARTS: readonly SchedulePart[] = FIELD_SPECS.map(({ part }) => part);

/**
 * The fields of an expression as far as it is written: fewer than five while it is typed. Whatever follows the fifth is
 * left out. A nickname such as `@daily` has no fields.
 */
export function fieldsOf(expression: string): ExpressionField[] {
  if (expression.trimStart().startsWith("@")) return [];
  return [...expression.matchAll(/\S+/g)].slice(0, SCHEDULE_PARTS.length).map(({ 0: text, index }, place) => ({
    part: SCHEDULE_PARTS[place]!,
    text,
    start: index,
    end: index + text.length,
  }));
}

/**
 * The field that a text cursor stands in or right behind; between two fields, the one before. Null where there is none:
 * before the first, in a nickname, behind a sixth.
 */
export function partAt(expression: string, cursor: number): SchedulePart | null {
  const found = fieldsOf(expression).findLast(({ start }) => start <= cursor) ?? null;
  const isBeyond = found !== null && /\s\S/.test(expression.slice(found.end, cursor));
  return isBeyond ? null : (found?.part ?? null);
}

/** The expression with one field written anew; the rest stays as it is. Null when it does not have five fields. */
export function replaceField(expression: string, part: SchedulePart, text: string): string | null {
  const fields = fieldsOf(expression);
  const field = fields.find((candidate) => candidate.part === part);
  const isWhole = fields.length === SCHEDULE_PARTS.length && expression.slice(fields.at(-1)?.end).trim() === "";
  if (!field || !isWhole) return null;
  return expression.slice(0, field.start) + text + expression.slice(field.end);
}

/**
 * One field by itself, whatever stands in the others.
 *
 * @throws ScheduleError FREQUENCY_INVALID with a position inside `text`.
 */
export function readField(part: SchedulePart, text: string): ScheduleField {
  const spec = FIELD_SPECS.find((candidate) => candidate.part === part)!;
  if (/[^\x21-\x7e]/.test(text)) {
    throw new ScheduleError("FREQUENCY_INVALID", `"${text}" cannot be read in the ${spec.label} field.`, { part });
  }
  return parseField(spec, text, 0);
}

/** The least and the greatest value of a field; weekdays run from 0, Sunday, to 6. */
export function boundsOf(part: SchedulePart): { min: number; max: number } {
  const { min, max } = FIELD_SPECS.find((candidate) => candidate.part === part)!;
  return { min, max };
}
