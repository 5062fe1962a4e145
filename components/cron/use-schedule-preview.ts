"use client";

import { useMemo } from "react";
import type { ScheduleWarning } from "#domain/cron/index.ts";
import { useCron } from "#lib/use-cron.ts";
import { useNow } from "#lib/use-now.ts";
import { useScheduleWords } from "./use-schedule-words.ts";

export interface ShownSchedule {
  text: string;
  warnings: ScheduleWarning[];
  fires: Date[];
}

export type SchedulePreviewState =
  | { state: "loading" }
  | { state: "empty" }
  | { state: "ok"; preview: ShownSchedule }
  | { state: "bad"; field: "frequency" | "timezone"; message: string; position: number | undefined };

const FIRES_SHOWN = 10;
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
    if (!cron || now === 0) return { state: "loading" };
    try {
      const shown = cron.preview({ frequency, timezone, from: new Date(now), count: FIRES_SHOWN, usualDurationMs });
      return { state: "ok", preview: { ...shown, text: words ?? shown.text } };
    } catch (error) {
      if (!(error instanceof cron.ScheduleError)) throw error;
      return { state: "bad", field: error.field, message: error.message, position: error.position };
    }
  }, [cron, frequency, timezone, now, words, usualDurationMs]);
}
