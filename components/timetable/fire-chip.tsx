import { CalendarClock, Clock, FastForward, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { runStatusLook } from "#components/runs/run-status.ts";
import { TONES, type Tone } from "#components/ui/badge.tsx";
import { cx } from "#lib/cx.ts";
import { formatTime } from "#lib/format/datetime.ts";
import { plannedAhead, type TimetableFire } from "./timetable-model.ts";

interface ChipLook {
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

const UPCOMING: ChipLook = { label: "To come", icon: Clock, tone: "accent" };
const PLANNED: Record<"skipped" | "moved", ChipLook> = {
  skipped: { label: "Will be skipped", icon: FastForward, tone: "quiet" },
  moved: { label: "Moved", icon: CalendarClock, tone: "warn" },
};

export function chipLook(fire: TimetableFire, now: number): ChipLook {
  const planned = plannedAhead(fire, now);
  if (planned) return PLANNED[planned];
  return fire.status === "upcoming" ? UPCOMING : runStatusLook(fire.status);
}

interface FireChipProps {
  fire: TimetableFire;
  now: number;
  /** Called for a fire that is still to come. */
  onPlan: (fire: TimetableFire) => void;
}

/** One fire at its minute: one that came leads to its run, one to come can be skipped or moved. */
export function FireChip({ fire, now, onPlan }: FireChipProps) {
  const { label, icon: Icon, tone } = chipLook(fire, now);
  const isAhead = Date.parse(fire.fireAt) > now;
  const starts = fire.effectiveAt ? `, starts ${formatTime(fire.effectiveAt)}` : "";
  const words = `${formatTime(fire.fireAt)} ${fire.taskName}: ${label}${starts}`;
  const common = {
    "aria-label": words,
    title: words,
    className: cx(
      "inline-flex h-6 items-center gap-1 whitespace-nowrap rounded px-1.5 text-[0.75rem] tabular-nums hover:brightness-95 dark:hover:brightness-125 [&_svg]:size-3",
      TONES[tone],
    ),
  };
  const content = (
    <>
      <Icon aria-hidden /> {formatTime(fire.fireAt)}
    </>
  );
  if (isAhead || fire.runId === null)
    return (
      <button type="button" {...common} onClick={() => onPlan(fire)}>
        {content}
      </button>
    );
  return (
    <Link prefetch={false} href={`/apps/${fire.appId}/runs/${fire.runId}`} {...common}>
      {content}
    </Link>
  );
}
