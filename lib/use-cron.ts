"use client";

import { type LazyModule, useLazyModule } from "./use-lazy-module.ts";

type Cron = typeof import("#domain/cron/index.ts");

const cron: LazyModule<Cron> = { load: () => import("#domain/cron/index.ts"), loaded: null };

/** The cron engine, fetched when it is first needed; null until then. It is the same one that the scheduler fires by. */
export const useCron = () => useLazyModule(cron);
