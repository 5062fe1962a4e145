import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { formatDay, formatSecond, formatTime } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { DURATION_SERIES, type DurationColumns } from "./duration-data.ts";

const HEIGHT = 220;
const DAY_S = 86_400;
const MINUTE_S = 60;

/** Room of one label of time, in any language, with some air. */
const LABEL_PX = 84;

interface PlotOptions {
  isLog: boolean;
  /** Called with the place of the run that the pointer is nearest to. */
  onLook: (place: number | null) => void;
  onOpen: (place: number) => void;
}

export interface DurationPlot {
  setData: (columns: DurationColumns) => void;
  destroy: () => void;
}

/** Draws runs as dots into `parent`, which it fills, in the colours of the theme that is on. */
export function createDurationPlot(parent: HTMLElement, columns: DurationColumns, options: PlotOptions): DurationPlot {
  const style = getComputedStyle(document.documentElement);
  const color = (token: string) => style.getPropertyValue(token).trim();
  const axis: uPlot.Axis = {
    stroke: color("--ink-faint"),
    grid: { stroke: color("--line"), width: 1 },
    ticks: { stroke: color("--line"), width: 1 },
    font: `11px ${style.getPropertyValue("--font-sans") || "sans-serif"}`,
  };
  const plot = new uPlot(
    {
      width: parent.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      // Half of the last label of time stands to the right of its moment.
      padding: [10, LABEL_PX / 2, 0, 0],
      scales: { x: { time: true }, y: options.isLog ? { distr: 3 } : { range: (_plot, _min, max) => [0, max * 1.05] } },
      axes: [
        {
          ...axis,
          size: 30,
          space: LABEL_PX,
          values: (_plot, splits, _axis, _space, step) => splits.map((at) => timeAt(at, step)),
        },
        { ...axis, size: 58, values: (_plot, splits) => splits.map((ms) => (ms === null ? "" : formatDuration(ms))) },
      ],
      series: [
        {},
        ...DURATION_SERIES.map(({ status, color: token }) => ({
          label: status,
          stroke: color(token),
          paths: () => null,
          points: { show: true, size: 6, fill: color(token), width: 0 },
        })),
      ],
      cursor: { drag: { x: false, y: false }, y: false, points: { size: 11 } },
      hooks: { setCursor: [({ cursor }) => options.onLook(cursor.left === -10 ? null : (cursor.idx ?? null))] },
    },
    columns,
    parent,
  );
  plot.over.style.cursor = "pointer";
  plot.over.addEventListener("click", () => {
    const { idx } = plot.cursor;
    if (typeof idx === "number") options.onOpen(idx);
  });
  const resized = new ResizeObserver(() => plot.setSize({ width: parent.clientWidth, height: HEIGHT }));
  resized.observe(parent);
  return {
    setData: (next) => plot.setData(next),
    destroy: () => {
      resized.disconnect();
      plot.destroy();
    },
  };
}

/** @param step between two labels, seconds */
function timeAt(seconds: number, step: number): string {
  if (step >= DAY_S) return formatDay(new Date(seconds * 1_000).toISOString());
  return step >= MINUTE_S ? formatTime(seconds * 1_000) : formatSecond(seconds * 1_000);
}
