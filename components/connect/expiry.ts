const DAY_MS = 86_400_000;

/** How long a new token may live, as the forms offer it; null: for ever. */
export const LIFETIMES = [
  { label: "Never", days: null },
  { label: "In 30 days", days: 30 },
  { label: "In 90 days", days: 90 },
  { label: "In a year", days: 365 },
] as const;

/** When a token that is made now expires, ISO 8601 UTC. */
export const expiryIn = (days: number | null, nowMs: number): string | null =>
  days === null ? null : new Date(nowMs + days * DAY_MS).toISOString();
