const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
] as const;

/** A length of time in its largest unit: 90 s, 3 h, 12 d. */
export function span(ms: number): string {
  const [unit, size] = UNITS.find(([, size]) => ms >= 2 * size) ?? ["s", 1_000];
  return `${Math.round(ms / size)} ${unit}`;
}

/** An instant on the wall clock of a zone: 2026-01-31 08:00. */
export function wallTime(at: Date, timeZone: string, withSeconds = false): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    ...(withSeconds && { second: "2-digit", fractionalSecondDigits: 3 }),
  });
  return parts.format(at).replace(",", ".");
}

/** The zone of the machine, or what TZ says. */
export function zoneOf(env: Readonly<Record<string, string | undefined>>): string {
  try {
    if (env.TZ) return new Intl.DateTimeFormat("en", { timeZone: env.TZ }).resolvedOptions().timeZone;
  } catch {
    // TZ may be in POSIX form, which Intl does not know; Node itself then goes by UTC.
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const AGO = /^(\d{1,9})(s|m|min|h|d)$/;
const AGO_MS: Record<string, number> = { s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A length of time as one writes it: 90s, 15m, 2h, 3d; null for anything else. */
export function readSpan(text: string): number | null {
  const [, count, unit] = AGO.exec(text.trim()) ?? [];
  return unit === undefined ? null : Number(count) * AGO_MS[unit]!;
}

/** An instant in ISO 8601 (a date alone is midnight in UTC), or a length of time before now; null for anything else. */
export function readSince(text: string, now: Date): Date | null {
  const ms = readSpan(text);
  if (ms !== null) return new Date(now.getTime() - ms);
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text)) return null;
  const at = new Date(text);
  // JavaScript takes 30 February for 2 March.
  const day = new Date(text.slice(0, 10));
  return Number.isNaN(at.getTime()) || day.toISOString().slice(0, 10) !== text.slice(0, 10) ? null : at;
}
