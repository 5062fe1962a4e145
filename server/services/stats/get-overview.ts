import { type Overview, type OverviewInput, overviewInput } from "#domain/task-stats.ts";
import type { AppContext } from "../../context.ts";
import { activeRuns } from "./active-runs.ts";
import { needsALook } from "./needs-a-look.ts";
import { today } from "./today.ts";

/** What an app does now, what needs a look, and how its day has gone. @throws DomainError TIMEZONE_INVALID */
export async function getOverview(ctx: AppContext, input: OverviewInput): Promise<Overview> {
  const { timezone } = overviewInput.parse(input);
  const now = await ctx.clock.now();
  const [active, attention, day] = await Promise.all([
    activeRuns(ctx, now),
    needsALook(ctx, now),
    today(ctx, now, timezone),
  ]);
  return { ...active, attention, today: day };
}
