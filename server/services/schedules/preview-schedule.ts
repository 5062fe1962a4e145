import { describeSchedule as describeWords, parseSchedule, preview, ScheduleError } from "#domain/cron/index.ts";
import { parseSentence } from "#domain/cron/sentence/index.ts";
import { badInput, DomainError } from "#domain/errors.ts";
import type { DescribeInput, ParseInput, PreviewInput } from "#domain/schedule-input.ts";
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

export interface ParsedSchedule {
  /** The cron expression that the text means. */
  frequency: string;
  timezone: string;
  /** What was understood, in words. */
  text: string;
}

/**
 * Reads a schedule from a cron expression or an English sentence.
 *
 * @throws DomainError FREQUENCY_INVALID with what was not understood and the nearest that is, or TIMEZONE_INVALID.
 */
export function parseScheduleText({ text, timezone = "UTC" }: ParseInput): ParsedSchedule {
  orBadInput(() => parseSchedule("@daily", timezone));
  const sentence = parseSentence(text);
  if (sentence.ok) {
    return { frequency: sentence.frequency, timezone: sentence.timezone ?? timezone, text: sentence.understood };
  }
  if (/[A-Za-z]{4,}/.test(text) && !text.trim().startsWith("@")) {
    const nearest = sentence.nearest.map((near) => `"${near.sentence}"`).join(" or ");
    throw badInput(
      "FREQUENCY_INVALID",
      nearest ? `${sentence.message} Nearest: ${nearest}.` : sentence.message,
      "text",
    );
  }
  const schedule = orBadInput(
    () => parseSchedule(text, timezone),
    () => "text",
  );
  return { frequency: schedule.expression, timezone, text: describeWords(schedule) };
}

/** Turns the cron engine's refusal into a request's refusal; `nameOf` says what its field is called in the input. */
export function orBadInput<T>(work: () => T, nameOf = (field: ScheduleError["field"]): string => field): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    const { status, message, position } = error;
    const place = { field: nameOf(error.field), ...(position !== undefined && { position }) };
    throw new DomainError("bad_input", status, message, place);
  }
}
