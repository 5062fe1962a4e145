"use client";

import { CircleAlert } from "lucide-react";
import { useId } from "react";
import { ScheduleWords } from "#components/cron-editor/schedule-words.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { ImportItem, ImportProblem, ImportSchedule } from "#domain/import-values.ts";
import { formatMinute } from "#lib/format/datetime.ts";
import { formatCount } from "#lib/format/number.ts";

interface ImportItemsProps {
  items: readonly ImportItem[];
  onSkip: (index: number, isSkipped: boolean) => void;
}

/** What would become of each entry, with a box to leave it out. */
export function ImportItems({ items, onSkip }: ImportItemsProps) {
  return (
    <ul aria-label="What comes in" className="panel divide-y divide-line">
      {items.map((item) => (
        <Item key={item.index} item={item} onSkip={onSkip} />
      ))}
    </ul>
  );
}

function Item({ item, onSkip }: { item: ImportItem } & Pick<ImportItemsProps, "onSkip">) {
  const { index, kind, name, schedules, triggers, leftOut, wasActive, problem, isSkipped } = item;
  const id = useId();
  return (
    <li className="px-4 py-3" aria-labelledby={id}>
      <div className="flex flex-wrap items-start justify-between gap-x-3">
        <Checkbox
          label={
            <span id={id} className="break-all font-medium">
              {name}
            </span>
          }
          checked={!isSkipped && problem === null}
          disabled={problem !== null && !isSkipped}
          onChange={(event) => onSkip(index, !event.target.checked)}
        />
        <span className="flex flex-wrap gap-1.5 py-1">
          <Badge tone={kind === "action" ? "accent" : "quiet"}>{kind === "action" ? "Action" : "Task"}</Badge>
          {wasActive && <Badge tone="quiet">active there, inactive here</Badge>}
        </span>
      </div>
      <div className="space-y-1 pl-6.5">
        <p className="text-[0.8125rem] text-soft">
          {[whatRuns(item), ...triggers, leftOut.length > 0 && `left out: ${leftOut.join(", ")}`]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {schedules.map((schedule) => (
          <ScheduleLine key={`${schedule.frequency} ${schedule.timezone}`} schedule={schedule} />
        ))}
        {problem && !isSkipped && <Problem problem={problem} schedules={schedules} />}
      </div>
    </li>
  );
}

function whatRuns({ kind, screen, codeLines, pageId }: ImportItem): string {
  if (kind === "action") return codeLines === null ? "no code" : `${formatCount(codeLines, "line")} of code`;
  if (screen) return `runs ${screen.name}`;
  return pageId === null ? "names no page" : `page ${pageId}`;
}

function ScheduleLine({ schedule: { frequency, timezone, text, nextFireAt } }: { schedule: ImportSchedule }) {
  if (text === null) return <p className="break-all font-mono text-[0.8125rem]">{frequency}</p>;
  return (
    <p>
      <ScheduleWords frequency={frequency} timezone={timezone} isInline />
      {nextFireAt && (
        <span className="block text-[0.8125rem] text-soft">once active, next at {formatMinute(nextFireAt)}</span>
      )}
    </p>
  );
}

/** Why it is refused, and for a schedule where in it. */
function Problem({ problem, schedules }: { problem: ImportProblem; schedules: readonly ImportSchedule[] }) {
  const { message, field, position } = problem;
  const written = field?.endsWith("frequency") && position !== null ? frequencyOf(field, schedules) : null;
  const at = position ?? 0;
  const faulty = written?.slice(at).match(/^\S*/)?.[0] ?? "";
  return (
    <div className="flex gap-1.5 text-[0.8125rem] text-bad">
      <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <div className="min-w-0 break-words">
        {field && <span className="font-medium">{field}: </span>}
        {message}
        {written !== null && (
          <code className="block break-all" aria-hidden>
            {written.slice(0, at)}
            <mark className="rounded-sm bg-bad-soft px-0.5 text-bad underline">{faulty || " "}</mark>
            {written.slice(at + faulty.length)}
          </code>
        )}
      </div>
    </div>
  );
}

/** `frequency`, or `schedules.1.frequency`. */
const frequencyOf = (field: string, schedules: readonly ImportSchedule[]): string | null =>
  schedules[Number(field.split(".").at(-2) ?? 0)]?.frequency ?? null;
