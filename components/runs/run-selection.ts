/** Which runs of the list are selected: those with these ids, or all that match its filter, loaded or not. */
export interface RunSelection {
  ids: ReadonlySet<number>;
  isAll: boolean;
}

export const NOTHING_SELECTED: RunSelection = { ids: new Set(), isAll: false };
