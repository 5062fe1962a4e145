"use client";

import { useMemo } from "react";
import type { ClockChange, ClockChangeEffect, ScheduleText, ScheduleWarning } from "#domain/cron/index.ts";
import type { SchedulePart } from "#domain/cron/schedule-error.ts";
import { useCron } from "#lib/use-cron.ts";
import { useNow } from "#lib/use-now.ts";
import { useScheduleWords } from "./use-schedule-words.ts";

/** A clock change of the schedule's zone and what it does to its fires; null when it leaves them alone. */
export interface ShownClockChange {
  change: ClockChange;
  effect: ClockChangeEffect | null;
}

export interface ShownSchedule extends Pick<ScheduleText, "words" | "language"> {
  /** Without those of the clock changes that are shown by themselves. */
  warnings: ScheduleWarning[];
  fires: Date[];
  clockChanges: ShownClockChange[];
  /** Whether it runs at every minute whose wall clock matches, rather than at fixed times. */
  followsWallClock: boolean;
}

export type SchedulePreviewState =
  | { state: "loading" }
  | { state: "empty" }
  | { state: "ok"; preview: ShownSchedule }
  | {
      state: "bad";
      field: "frequency" | "timezone";
      message: string;
      /** Where in the expression, as far as that is known. */
      position: number | undefined;
      part: SchedulePart | undefined;
    };

const FIRES_SHOWN = 10;
const CLOCK_CHANGES_SHOWN = 2;
const RENEW_MS = 15_000;

/**
 * What the scheduler would do with this expression, computed here while it is typed.
 *
 * @param usualDurationMs how long the screen's runs usually take; null when that is not known.
 */
export function useSchedulePreview(
  frequency: string,
  timezone: string,
  usualDurationMs: number | null,
): SchedulePreviewState {
  const cron = useCron();
  const words = useScheduleWords(frequency);
  const now = useNow(RENEW_MS);
  return useMemo(() => {
    if (frequency.trim() === "") return { state: "empty" };
    if (!cron || now === 0 || words === undefined) return { state: "loading" };
    const from = new Date(now);
    try {
      const { text, warnings, fires } = cron.preview({
        frequency,
        timezone,
        from,
        count: FIRES_SHOWN,
        usualDurationMs,
      });
      const schedule = cron.parseSchedule(frequency, timezone);
      const clockChanges = cron
        .nextClockChanges(timezone, from, CLOCK_CHANGES_SHOWN)
        .map((change) => ({ change, effect: cron.clockChangeEffect(schedule, change) }));
      const shownApart = (message: string) =>
        clockChanges.some(({ effect }) => effect !== null && message.startsWith(effect.when));
      return {
        state: "ok",
        preview: {
          ...(words ?? { words: text, language: "en" }),
          warnings: warnings.filter(({ message }) => !shownApart(message)),
          fires,
          clockChanges,
          followsWallClock: schedule.followsWallClock,
        },
      };
    } catch (error) {
      if (!(error instanceof cron.ScheduleError)) throw error;
      const { field, message, position, part } = error;
      return { state: "bad", field, message, position, part };
    }
  }, [cron, frequency, timezone, now, words, usualDurationMs]);
}
