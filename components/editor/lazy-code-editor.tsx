"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/states.tsx";

/** The code editor, fetched when a page needs it: it is the largest part of the studio. */
export const LazyCodeEditor = dynamic(() => import("./code-editor.tsx").then((module) => module.CodeEditor), {
  ssr: false,
  loading: () => (
    <div role="status" aria-label="Loading the editor" className="space-y-2 p-4">
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-4 w-1/3" />
    </div>
  ),
});
