"use client";

import { type LazyModule, useLazyModule } from "./use-lazy-module.ts";

type Sentences = typeof import("#domain/cron/sentence/index.ts");

const sentences: LazyModule<Sentences> = { load: () => import("#domain/cron/sentence/index.ts"), loaded: null };

/** The reader of schedules in words, fetched when it is first needed; null until then. */
export const useSentences = () => useLazyModule(sentences);
