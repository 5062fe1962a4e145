"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/states.tsx";

/** The comparison of two texts, fetched when one is asked for. */
export const LazyDiffView = dynamic(() => import("./diff-view.tsx").then((module) => module.DiffView), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-24" />,
});
