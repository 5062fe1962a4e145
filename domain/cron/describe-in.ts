import cronstrue from "cronstrue";
import { describeSchedule } from "./describe.ts";
import { is24Hour } from "./is-24-hour.ts";
import type { Schedule } from "./schedule.ts";

/** Says a schedule in a language, or null where English must do. @param language a BCP 47 tag, e.g. that of the browser. */
export type DescribeIn = (schedule: Schedule, language: string) => string | null;

/**
 * What says schedules in other languages, by cronstrue. It leaves to English what English itself is, what is no language
 * that cronstrue knows, and what its English had to be corrected for (day-of-month or day-of-week, steps that start over),
 * since a translation of the uncorrected words would say something else than what fires.
 */
export async function loadDescribeIn(): Promise<DescribeIn> {
  const translations = await loadTranslations();
  return (schedule, language) => {
    const locale = /^en\b/i.test(language) ? null : findLocale(language, LANGUAGES);
    if (locale === null) return null;
    const isCorrected = describeSchedule(schedule) !== cronstrue.toString(schedule.expression, PLAIN);
    return isCorrected
      ? null
      : translations.toString(schedule.expression, { ...PLAIN, locale, use24HourTimeFormat: is24Hour(language) });
  };
}

/** What cronstrue 3 translates to. */
const LANGUAGES =
  "af ar az be bg ca cs da de es fa fi fr he hr hu id it ja ko my nb nl nn pl pt_BR pt_PT ro ru sk sl sr sv sw tg th tr uk vi zh_CN zh_TW".split(
    " ",
  );

type Translations = Pick<typeof cronstrue, "toString">;

/** The package is CommonJS: Node puts what it exports under `default`, bundlers beside it. */
async function loadTranslations(): Promise<Translations> {
  const found = (await import("cronstrue/i18n.js")) as unknown as Translations & { default: Translations };
  return Object.hasOwn(found, "toString") ? found : found.default;
}

const PLAIN = { throwExceptionOnParseError: true };

/** `pt-BR` is `pt_BR` to cronstrue, `de-AT` is `de`, and `zh` is whichever Chinese comes first. */
export function findLocale(language: string, known: readonly string[]): string | null {
  const [main = "", region = ""] = language.split("-");
  const wanted = [`${main}_${region.toUpperCase()}`, main.toLowerCase()];
  return (
    wanted.find((locale) => known.includes(locale)) ??
    known.find((locale) => locale.startsWith(`${main.toLowerCase()}_`)) ??
    null
  );
}
