"use client";

import { useEffect, useMemo, useState } from "react";
import { currentViewer } from "#lib/format/viewer.ts";
import { offeredWords } from "#lib/offered-words.ts";
import { useCron } from "#lib/use-cron.ts";

/** Whether the viewer's language writes 14:30 rather than 2:30 PM. */
const prefers24Hour = () =>
  new Intl.DateTimeFormat(currentViewer().locale, { hour: "numeric" }).resolvedOptions().hour12 === false;

/**
 * A cron expression in words of the browser's language, in English at first and where there is no translation that is
 * true; null while it cannot be said.
 */
export function useScheduleWords(frequency: string): string | null {
  const cron = useCron();
  const [translated, setTranslated] = useState({ frequency: "", words: "" });
  const english = useMemo(() => {
    const describe = cron?.describe ?? offeredWords();
    if (!describe) return null;
    try {
      return describe(frequency, { use24Hour: prefers24Hour() });
    } catch {
      // Half typed, or from before a rule was tightened.
      return null;
    }
  }, [cron, frequency]);

  useEffect(() => {
    if (!cron || english === null || /^en\b/i.test(navigator.language)) return;
    let isWanted = true;
    import("#domain/cron/describe-in.ts")
      .then(({ describeIn }) => describeIn(cron.parseSchedule(frequency, "UTC"), navigator.language))
      .then((words) => isWanted && words !== null && setTranslated({ frequency, words }))
      // Without the translations the English words stay.
      .catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [cron, english, frequency]);

  return english !== null && translated.frequency === frequency ? translated.words : english;
}
