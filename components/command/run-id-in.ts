/** The id of a run that somebody typed: `123`, `#123` or `run 123`; null for anything else. */
export function runIdIn(query: string): number | null {
  const digits = /^\s*(?:run\s*)?#?(\d{1,15})\s*$/i.exec(query)?.[1];
  const id = Number(digits);
  return digits !== undefined && id > 0 ? id : null;
}
