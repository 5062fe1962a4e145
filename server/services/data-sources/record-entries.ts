import type { DataSourceRow } from "#db/schema/index.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import type { NotedWrite } from "./internal.ts";

/** Ids of entries that the trail keeps of one call. */
export const IDS_TOLD = 20;

/** How many entries were removed, and the lowest of their ids. */
export interface Removed {
  count: number;
  ids: readonly number[];
}

interface WrittenEntries {
  /** The verb: `insert-entries`, `commit-entries` … */
  action: string;
  /** Ids of those that were added. */
  inserted?: readonly number[];
  /** Ids of those that were changed. */
  updated?: readonly number[];
  removed?: Removed;
}

/**
 * One entry of the trail for a call that wrote entries: how many, and the first of their ids, never their data. A call that
 * changed nothing leaves none, and neither does a run, whose log tells what it wrote.
 *
 * @param noted the call's own write to the source, whose time it takes
 */
export async function recordEntries(
  tx: AppContext,
  source: DataSourceRow,
  noted: NotedWrite,
  { action, inserted = [], updated = [], removed = { count: 0, ids: [] } }: WrittenEntries,
): Promise<void> {
  if (tx.actor.kind === "run") return;
  const counts = { inserted: inserted.length, updated: updated.length, removed: removed.count };
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  if (told.length === 0 && noted.columnsAdded.length === 0) return;
  await recordChange(tx, {
    action,
    target: { kind: "data-source", id: source.id, name: source.name },
    after: {
      ...Object.fromEntries(told),
      ...(told.length > 0 && { entryIds: [...updated, ...inserted, ...removed.ids].slice(0, IDS_TOLD) }),
      ...(noted.columnsAdded.length > 0 && { columnsAdded: noted.columnsAdded }),
    },
    at: noted.at,
  });
}
