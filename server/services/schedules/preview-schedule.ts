import { preview, ScheduleError } from "#domain/cron/index.ts";
import { badInput } from "#domain/errors.ts";
import type { DescribeInput, PreviewInput } from "#domain/schedule-input.ts";
import type { ServiceContext } from "../../context.ts";

export interface SchedulePreview {
  /** The schedule in words. */
  text: string;
  warnings: { code: string; message: string }[];
  /** The next fire times, ISO 8601 UTC. */
  fires: string[];
}

/**
 * What a schedule means: its words, what to beware of, and its next fire times after `from` (now when absent).
 *
 * @throws DomainError FREQUENCY_INVALID or TIMEZONE_INVALID, with the reason.
 */
export async function previewSchedule(ctx: ServiceContext, input: PreviewInput): Promise<SchedulePreview> {
  const { frequency, timezone = "UTC", from, count = 10 } = input;
  const start = from === undefined ? await ctx.clock.now() : new Date(from);
  const { text, warnings, fires } = orBadInput(() => preview({ frequency, timezone, from: start, count }));
  return {
    text,
    warnings: warnings.map(({ code, message }) => ({ code, message })),
    fires: fires.map((fire) => fire.toISOString()),
  };
}

/** The words and warnings of a schedule, without its fire times. */
export async function describeSchedule(
  ctx: ServiceContext,
  input: DescribeInput,
): Promise<Omit<SchedulePreview, "fires">> {
  const { text, warnings } = await previewSchedule(ctx, { ...input, count: 1 });
  return { text, warnings };
}

/** Turns the cron engine's refusal into a request's refusal. */
export function orBadInput<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ScheduleError) throw badInput(error.status, error.message, error.field);
    throw error;
  }
}
