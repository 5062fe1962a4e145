const two = (value: number) => String(value).padStart(2, "0");

/** An instant as a date-time input holds it, in the viewer's zone: `2026-01-31T08:00`. @param at ISO 8601, or ms since 1970 */
export function toLocalInput(at: string | number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const [s, ms] = [date.getSeconds(), date.getMilliseconds()];
  const fraction = ms ? `.${String(ms).padStart(3, "0")}` : "";
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}${s || ms ? `:${two(s)}${fraction}` : ""}`;
}

/** The instant that a date-time input names, ISO 8601 UTC; null for an empty or unfinished one. */
export function fromLocalInput(text: string): string | null {
  const date = new Date(text);
  return text.trim() === "" || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
