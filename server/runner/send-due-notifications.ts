import { publishDueNotifications } from "../services/notifications/index.ts";
import { resumeAbandonedPushes } from "../services/push/index.ts";
import type { RunnerDeps } from "./runner-deps.ts";

/**
 * Publishes and pushes scheduled notifications that are due, and goes on with push messages whose process died. Any number
 * of processes may do so at once. Answers with how many there were.
 */
export async function sendDueNotifications(
  { services }: Pick<RunnerDeps, "services">,
  signal: AbortSignal,
): Promise<number> {
  const published = await publishDueNotifications(services, signal);
  return published + (await resumeAbandonedPushes(services, signal));
}
