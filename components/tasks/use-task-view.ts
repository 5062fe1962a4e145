"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { TASK_SHOWS, TASK_SORTS } from "./task-row.ts";

const SORTS = TASK_SORTS.flatMap((sort) => [sort, `-${sort}` as const]);

/** What the list of tasks shows, and in which order: kept in the address. */
export const useTaskView = () =>
  useQueryStates({
    q: parseAsString.withDefault("").withOptions({ throttleMs: 200 }),
    show: parseAsStringLiteral(TASK_SHOWS),
    sort: parseAsStringLiteral(SORTS),
  });

export type TaskViewSort = (typeof SORTS)[number] | null;
