import type { Draft } from "./draft.ts";
import { joinAnd, timeText } from "./phrases.ts";
import { ascending, type Plan, ticksAt } from "./plan.ts";
import { refuse } from "./refusal.ts";
import { resolveStep } from "./resolve-step.ts";
import { type Span, spanOver } from "./token.ts";

type Times = Pick<Plan, "minutes" | "hours">;

const MIDNIGHT: Times = { minutes: { at: [0] }, hours: { at: [0] } };

/**
 * Minutes and hours of a draft; midnight when it names none.
 *
 * @throws SentenceRefusal when one cron expression cannot hold them.
 */
export function resolveTimes(draft: Draft): Times {
  const [firstTimes] = draft.times;
  const [window] = draft.windows;
  if (draft.step) {
    if (!firstTimes) return resolveStep(draft, draft.step);
    const { n, unit } = draft.step;
    const past = ascending(draft.times.flatMap((clause) => clause.times.map((time) => time % 60)));
    refuse(
      "The sentence gives both an interval and a time of day; keep one of them.",
      spanOver(...inOrder(draft.step, firstTimes)),
      [
        `${n === 1 ? "hourly" : `every ${n} ${unit}s`} at minute ${joinAnd(past.map(String))}`,
        `at ${clockList(draft)}`,
      ],
    );
  }
  if (draft.minutesPast) {
    if (firstTimes) {
      refuse("The sentence names both a time of day and minutes of every hour; keep one of them.", draft.minutesPast, [
        "",
      ]);
    }
    return resolveStep(draft, { ...draft.minutesPast, n: 1, unit: "hour" });
  }
  if (window) {
    const { from, to } = window;
    const hours = `from ${timeText((from ?? 0) % 1440)}${to === null ? "" : ` to ${timeText(to)}`}`;
    const replacements = [`every hour ${hours}`, `every 15 minutes ${hours}`, `at ${timeText((from ?? 0) % 1440)}`];
    refuse("The sentence does not say how often within the hours it names.", window, replacements);
  }
  return firstTimes ? resolveClockTimes(draft) : MIDNIGHT;
}

/** Cron fires at each of its minutes in each of its hours, so the times must be all those pairs. */
function resolveClockTimes(draft: Draft): Times {
  const times = ascending(draft.times.flatMap((clause) => clause.times));
  const minutes = ascending(times.map((time) => time % 60));
  const hours = ascending(times.map((time) => Math.floor(time / 60)));
  if (minutes.length * hours.length !== times.length) {
    const sharing = minutes.map((minute) => times.filter((time) => time % 60 === minute));
    const moved = hours.map((hour) => hour * 60 + minutes[0]!);
    refuse(
      `One schedule fires at the same minutes of each hour it names, so ${joinAnd(times.map(timeText))} need ${sharing.length} schedules.`,
      spanOver(draft.times[0]!, draft.times.at(-1)!),
      [moved, ...sharing].map((group) => `at ${group.map(timeText).join(" and ")}`),
    );
  }
  return { minutes: ticksAt(minutes, 60), hours: ticksAt(hours, 24) };
}

function clockList(draft: Draft): string {
  return draft.times.flatMap((clause) => clause.times.map(timeText)).join(" and ");
}

function inOrder(first: Span, second: Span): [Span, Span] {
  return first.position <= second.position ? [first, second] : [second, first];
}
