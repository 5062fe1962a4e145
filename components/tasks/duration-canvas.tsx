"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import type { RunDuration } from "#domain/task-stats.ts";
import { useGo } from "#lib/use-go.ts";
import { type LazyModule, useLazyModule } from "#lib/use-lazy-module.ts";
import { durationColumns } from "./duration-data.ts";
import type { DurationPlot } from "./duration-plot.ts";

const drawing: LazyModule<typeof import("./duration-plot.ts")> = {
  load: () => import("./duration-plot.ts"),
  loaded: null,
};

interface DurationCanvasProps {
  appId: number;
  /** By their start. */
  runs: readonly RunDuration[];
  isLog: boolean;
  /** What the drawing shows, in words. */
  label: string;
  onLook: (run: RunDuration | null) => void;
}

/** The drawing of a task's durations; a press opens the run. It loads its library when it is first shown. */
export function DurationCanvas({ appId, runs, isLog, label, onLook }: DurationCanvasProps) {
  const { resolvedTheme } = useTheme();
  const go = useGo();
  const module = useLazyModule(drawing);
  const parent = useRef<HTMLDivElement>(null);
  const plot = useRef<DurationPlot>(null);
  // The drawing calls back long after it was made, with what is shown by then.
  const latest = useRef({ runs, onLook });
  useEffect(() => {
    latest.current = { runs, onLook };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the page's style.
  useEffect(() => {
    if (!module || !parent.current) return;
    const made = module.createDurationPlot(parent.current, durationColumns(latest.current.runs), {
      isLog,
      onLook: (place) => latest.current.onLook(place === null ? null : (latest.current.runs[place] ?? null)),
      onOpen: (place) => {
        const run = latest.current.runs[place];
        if (run) go(`/apps/${appId}/runs/${run.runId}`);
      },
    });
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [module, isLog, resolvedTheme, appId, go]);

  useEffect(() => plot.current?.setData(durationColumns(runs)), [runs]);

  return <div ref={parent} role="img" aria-label={label} className="min-h-[220px] min-w-0" />;
}
