"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { RUN_COLUMN_FACTS, SHOWN_AT_FIRST } from "./run-columns.tsx";
import { RUN_COLUMN_NAMES, type RunColumnName } from "./run-parsers.ts";

interface ColumnDialogProps {
  columns: readonly RunColumnName[];
  onChange: (columns: RunColumnName[] | null) => void;
  onClose: () => void;
}

/** Which columns the list of runs shows, and in which order. The task's stays: it is the way to the run. */
export function ColumnDialog({ columns, onChange, onClose }: ColumnDialogProps) {
  const hidden = RUN_COLUMN_NAMES.filter((name) => !columns.includes(name));
  const move = (name: RunColumnName, step: number) => {
    const next = columns.filter((other) => other !== name);
    next.splice(columns.indexOf(name) + step, 0, name);
    onChange(next);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Columns"
      description="They are part of the page's address, so that a view keeps them."
    >
      <ul aria-label="Columns" className="divide-y divide-line">
        {[...columns, ...hidden].map((name, place) => {
          const { label } = RUN_COLUMN_FACTS[name];
          const isShown = place < columns.length;
          return (
            <li key={name} className="flex min-h-11 items-center gap-1">
              <span className="mr-auto">
                <Checkbox
                  label={label}
                  checked={isShown}
                  disabled={name === "task"}
                  onChange={() => onChange(isShown ? columns.filter((other) => other !== name) : [...columns, name])}
                />
              </span>
              {isShown && (
                <>
                  <Button
                    size="icon"
                    variant="ghost"
                    aria-label={`Move ${label} forward`}
                    disabled={place === 0}
                    onClick={() => move(name, -1)}
                  >
                    <ArrowUp aria-hidden />
                  </Button>
                  <Button
                    size="icon"
                    variant="ghost"
                    aria-label={`Move ${label} back`}
                    disabled={place === columns.length - 1}
                    onClick={() => move(name, 1)}
                  >
                    <ArrowDown aria-hidden />
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <Actions>
        <Button variant="ghost" disabled={String(columns) === String(SHOWN_AT_FIRST)} onClick={() => onChange(null)}>
          As at first
        </Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </Actions>
    </Dialog>
  );
}
