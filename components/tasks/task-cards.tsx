"use client";

import type { ReactNode } from "react";
import type { Task } from "#domain/task.ts";
import { cx } from "#lib/cx.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { LastRunLink } from "./last-run-link.tsx";
import { NextRun } from "./next-run.tsx";
import { ScheduleSwitch } from "./schedule-switch.tsx";
import { SelectBox } from "./select-box.tsx";
import { RunButton, TaskName, TaskOutcomes, TaskScheduleWords } from "./task-cells.tsx";
import type { TaskTableModel } from "./task-columns.tsx";
import { TaskMenu } from "./task-menu.tsx";

/** The table's rows as cards, for windows that are too narrow for it. */
export function TaskCards({ table, onRun }: { table: TaskTableModel; onRun: (task: Task) => void }) {
  return (
    <div className="min-[75rem]:hidden">
      <div className="mb-2 flex pl-[0.625rem] text-soft">
        <SelectBox
          label="Select all tasks"
          text="Select all"
          checked={table.getIsAllRowsSelected()}
          isMixed={table.getIsSomeRowsSelected()}
          onChange={(checked) => table.toggleAllRowsSelected(checked)}
        />
      </div>
      <ul aria-label="Tasks" className="grid gap-3 md:grid-cols-2">
        {table.getRowModel().rows.map((row) => {
          const { task, stats } = row.original;
          return (
            <li
              key={row.id}
              className={cx(
                "panel flex flex-col gap-3 px-4 py-3",
                row.getIsSelected() && "border-accent bg-accent-soft/40",
              )}
            >
              <div className="flex items-start gap-2">
                <div className="-ml-1.5 pt-0.5">
                  <SelectBox
                    label={`Select ${task.name}`}
                    checked={row.getIsSelected()}
                    onChange={(checked) => row.toggleSelected(checked)}
                  />
                </div>
                <div className="min-w-0 flex-1">
                  <TaskName task={task} />
                </div>
                <ScheduleSwitch task={task} />
              </div>
              <div>
                <TaskScheduleWords task={task} />
              </div>
              <div>
                <TaskOutcomes row={row.original} className="w-full max-w-72" />
              </div>
              <dl className="grid grid-cols-2 gap-3">
                <Fact label="Next run">
                  <NextRun task={task} />
                </Fact>
                <Fact label="Last run">
                  <LastRunLink task={task} />
                </Fact>
                {stats?.p50Ms != null && stats.p95Ms != null && (
                  <Fact label="Usual duration">
                    <span className="tabular-nums">
                      {formatDuration(stats.p50Ms)}, p95 {formatDuration(stats.p95Ms)}
                    </span>
                  </Fact>
                )}
              </dl>
              <div className="mt-auto flex items-center justify-between border-line border-t pt-2">
                <RunButton task={task} onRun={onRun} />
                <TaskMenu task={task} />
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="eyebrow">{label}</dt>
    <dd className="mt-0.5">{children}</dd>
  </div>
);
