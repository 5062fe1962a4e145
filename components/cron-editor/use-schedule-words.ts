"use client";

import { useMemo } from "react";
import type { ScheduleText } from "#domain/cron/index.ts";
import { currentViewer } from "#lib/format/viewer.ts";
import { offeredWords } from "#lib/offered-words.ts";
import { useCron } from "#lib/use-cron.ts";
import { type LazyModule, useLazyModule } from "#lib/use-lazy-module.ts";

type Translator = { describeIn: Awaited<ReturnType<typeof import("#domain/cron/describe-in.ts").loadDescribeIn>> };

const ENGLISH: Translator = { describeIn: () => null };
const english: LazyModule<Translator> = { load: async () => ENGLISH, loaded: ENGLISH };

/** Fetched by readers of other languages only. Without the translations the words are English. */
const translations: LazyModule<Translator> = {
  load: () =>
    import("#domain/cron/describe-in.ts")
      .then(async ({ loadDescribeIn }) => ({ describeIn: await loadDescribeIn() }))
      .catch(() => ENGLISH),
  loaded: null,
};

/**
 * A cron expression in words of the reader's language, or in English where there is no translation that is true; null
 * while it cannot be read, undefined until this browser can tell.
 */
export function useScheduleWords(frequency: string): ScheduleText | null | undefined {
  const { locale } = currentViewer();
  const cron = useCron();
  const translator = useLazyModule(/^en\b/i.test(locale) ? english : translations);
  return useMemo(() => {
    if (cron && translator) return cron.saySchedule(frequency, locale, translator.describeIn);
    return offeredWords()?.(frequency, locale);
  }, [cron, translator, frequency, locale]);
}
