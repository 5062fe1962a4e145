import type { TaskRow } from "#db/schema/index.ts";
import type { AppContext } from "../../context.ts";
import { fireDue } from "../schedules/index.ts";
import { getTaskRow } from "./internal.ts";

/** Plans what the schedule still owes up to `now`, before it changes or ends. The caller holds the task's lock. */
export async function settleDueFires(tx: AppContext, task: TaskRow, now: Date): Promise<void> {
  let current = task;
  while (current.nextFireAt !== null && current.nextFireAt <= now) {
    await fireDue(tx, [current], now);
    current = await getTaskRow(tx, task.id);
  }
}
