import { eq } from "drizzle-orm";
import { apps } from "#db/schema/index.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "./record-change.ts";

interface ChangeInApp {
  /** The verb with what it was done to: `save-view`, `replace-push-key` … */
  action: string;
  /** As for `recordChange`. */
  before?: object | null;
  after?: object | null;
}

/** Writes a change of something that has no place of its own in the trail: what it was done to is the app. */
export async function recordInApp(tx: AppContext, change: ChangeInApp): Promise<void> {
  const [app] = await tx.db.select({ name: apps.name }).from(apps).where(eq(apps.id, tx.appId));
  await recordChange(tx, { ...change, target: { kind: "app", id: tx.appId, name: app?.name ?? `app ${tx.appId}` } });
}
