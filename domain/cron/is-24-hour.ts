const known = new Map<string, boolean>();

/** Whether a language writes 14:30 rather than 2:30 PM. Kept: a schedule is said again with every key. @param language BCP 47 */
export function is24Hour(language: string): boolean {
  const answer =
    known.get(language) ?? new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions().hour12 === false;
  known.set(language, answer);
  return answer;
}
