import { fieldsOf } from "#domain/cron/expression-fields.ts";
import type { SchedulePart } from "#domain/cron/schedule-error.ts";

/** A piece of the expression and how it is painted. */
export interface ExpressionMark {
  start: number;
  text: string;
  look: "plain" | "current" | "bad";
}

/**
 * The expression cut into pieces to paint: the field that is explained, and the fault from its place to the end of its
 * list item. The pieces make up the whole expression.
 *
 * @param fault offset of the fault in the expression.
 */
export function markExpression(
  expression: string,
  current: SchedulePart | null,
  fault: number | undefined,
): ExpressionMark[] {
  const looks: ExpressionMark["look"][] = new Array(expression.length).fill("plain");
  const field = fieldsOf(expression).find(({ part }) => part === current);
  if (field) looks.fill("current", field.start, field.end);
  if (fault !== undefined && fault < expression.length) looks.fill("bad", fault, endOfItem(expression, fault));

  const marks: ExpressionMark[] = [];
  for (const [index, look] of looks.entries()) {
    const last = marks.at(-1);
    if (last?.look === look) last.text += expression[index];
    else marks.push({ start: index, text: expression[index]!, look });
  }
  return marks;
}

function endOfItem(expression: string, start: number): number {
  const length = expression.slice(start).search(/[\s,]/);
  // A fault that is a comma or a blank itself is one character long.
  return length === -1 ? expression.length : start + Math.max(length, 1);
}
