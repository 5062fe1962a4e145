"use client";

import { Zap } from "lucide-react";
import type { Task } from "#domain/task.ts";
import { triggerInWords } from "./trigger-words.ts";
import { useEventNames } from "./use-event-names.ts";

/** The events that start a task, in words. */
export function TaskTriggers({ task }: { task: Task }) {
  const names = useEventNames(task.appId);
  return (
    <section aria-label="Events">
      <h2 className="mb-2 font-semibold text-base">Events</h2>
      <ul className="panel divide-y divide-line">
        {task.triggers.map((trigger) => (
          <li key={JSON.stringify(trigger)} className="flex gap-2.5 px-4 py-3">
            <Zap className="mt-0.5 size-4 shrink-0 text-faint" aria-hidden />
            <span className="min-w-0 break-words">Runs {triggerInWords(trigger, names)}.</span>
          </li>
        ))}
      </ul>
      {!task.active && (
        <p className="mt-1.5 text-[0.8125rem] text-soft">
          The task is switched off: events start nothing, and are not made up for.
        </p>
      )}
    </section>
  );
}
