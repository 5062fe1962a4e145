"use client";

import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { FireChip } from "./fire-chip.tsx";
import type { TimetableFire } from "./timetable-model.ts";

interface HourListProps {
  title: string;
  fires: TimetableFire[];
  /** How many there are, listed or not. */
  total: number;
  now: number;
  onPlan: (fire: TimetableFire) => void;
  onClose: () => void;
}

/** The fires of an hour in which a task fires often. */
export function HourList({ title, fires, total, now, onPlan, onClose }: HourListProps) {
  const ref = useRef<HTMLElement>(null);
  // It opens below a long table: the focus brings it into view.
  useEffect(() => ref.current?.focus(), []);
  return (
    <section ref={ref} tabIndex={-1} aria-label={title} className="panel scroll-mb-20 px-4 py-3 outline-none">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 className="font-medium">{title}</h2>
        <Button variant="ghost" size="icon" aria-label="Close the hour" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <div className="flex flex-wrap gap-1">
        {fires.map((fire) => (
          <FireChip key={`${fire.scheduleId} ${fire.fireAt}`} fire={fire} now={now} onPlan={onPlan} />
        ))}
      </div>
      {fires.length < total && (
        <p className="mt-2 text-[0.8125rem] text-soft">
          {fires.length === 0 ? "Too many fires to list them here" : `Only ${fires.length} of ${total} are listed`}. The
          task's ledger has each one that came.
        </p>
      )}
    </section>
  );
}
