import type { Run } from "#domain/run.ts";

/** A run as it arrives: JSON has no `undefined`, so payload and result may be absent. */
export type ShownRun = Omit<Run, "payload" | "result"> & { payload?: unknown; result?: unknown };
