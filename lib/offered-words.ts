import type { ScheduleText } from "#domain/cron/index.ts";

/** Says a cron expression in a language; null when it cannot be read. */
type Say = (frequency: string, language: string) => ScheduleText | null;

const OFFERED = Symbol.for("app-tasks.schedule-words");
const here = globalThis as { [OFFERED]?: Say };

/** Lets pages that this process renders have words of schedules in them; a browser fetches the cron engine for its own. */
export function offerWords(say: Say): void {
  here[OFFERED] = say;
}

/** On the server, what `offerWords` was given. */
export const offeredWords = (): Say | undefined => (typeof document === "undefined" ? here[OFFERED] : undefined);
