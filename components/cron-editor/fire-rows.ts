import type { ShownClockChange } from "./use-schedule-preview.ts";

/** A line of the list of what comes: a fire, a clock change, or the fires between that are not listed. */
export type FireRow =
  | { kind: "fire"; at: Date; place: number }
  | { kind: "change"; at: Date; shown: ShownClockChange }
  | { kind: "gap"; at: Date };

/**
 * Fires and clock changes in the order of time. A change behind the last listed fire stands after a gap.
 *
 * @param fires oldest first; with `isCut`, more follow them.
 */
export function fireRows(fires: readonly Date[], changes: readonly ShownClockChange[], isCut: boolean): FireRow[] {
  const last = fires.at(-1);
  const rows: FireRow[] = [
    ...changes.map((shown) => ({ kind: "change" as const, at: shown.change.at, shown })),
    ...fires.map((at, index) => ({ kind: "fire" as const, at, place: index + 1 })),
    ...(last && isCut && changes.some(({ change }) => change.at > last) ? [{ kind: "gap" as const, at: last }] : []),
  ];
  // The sort is stable: of one instant, the change comes before the fire that it moved, and the gap after the fire.
  return rows.sort((a, b) => a.at.getTime() - b.at.getTime());
}
