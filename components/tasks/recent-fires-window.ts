import type { TaskStats } from "#domain/task-stats.ts";

const BUSY_MS = 36 * 3_600_000;
const DAY_MS = 86_400_000;

/** How often the window moves on, ms. */
export const RENEW_MS = 60_000;

/** A day where the last outcomes fit into little more than one, else a week. */
export function daysToShow({ outcomes }: Pick<TaskStats, "outcomes">): 1 | 7 {
  const [first, last] = [outcomes[0], outcomes.at(-1)];
  return first && last && outcomes.length > 10 && Date.parse(last.at) - Date.parse(first.at) < BUSY_MS ? 1 : 7;
}

/** What is asked of a task's ledger. @param now ms since 1970 */
export function recentFiresInput({ appId, taskId }: { appId: number; taskId: number }, days: 1 | 7, now: number) {
  const to = Math.floor(now / RENEW_MS) * RENEW_MS;
  return { appId, taskId, from: new Date(to - days * DAY_MS).toISOString(), to: new Date(to).toISOString() };
}
