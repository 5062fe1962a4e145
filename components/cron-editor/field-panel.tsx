"use client";

import { Button } from "#components/ui/button.tsx";
import { type ExpressionField, readField, replaceField } from "#domain/cron/expression-fields.ts";
import { isShownWhole, selectionOf, writeSelection } from "#domain/cron/field-selection.ts";
import { writtenOut } from "#domain/cron/nicknames.ts";
import { ScheduleError, type SchedulePart } from "#domain/cron/schedule-error.ts";
import { currentViewer } from "#lib/format/viewer.ts";
import { FieldBuilder } from "./field-builder.tsx";
import { everyNth } from "./field-cells.ts";
import { FIELD_TEXTS } from "./field-texts.ts";
import { fieldWords } from "./field-words.ts";

/** What the builder begins with where nothing that it could show is written. */
const FIRST_EXPRESSION = "0 9 * * *";

interface FieldPanelProps {
  part: SchedulePart;
  frequency: string;
  fields: readonly ExpressionField[];
  onChange: (frequency: string) => void;
}

/** One field: what it means now, what it allows, and its builder. */
export function FieldPanel({ part, frequency, fields, onChange }: FieldPanelProps) {
  const base = frequency.trim() === "" ? FIRST_EXPRESSION : writtenOut(frequency);
  const written = fields.find((field) => field.part === part)?.text;
  const read = written === undefined ? null : readOrNull(part, written);
  const { label, syntax } = FIELD_TEXTS[part];
  const isBuildable = replaceField(base, part, "*") !== null;
  // An unreadable field has nothing ticked, and what is ticked takes its place.
  const selection = read ? selectionOf(read) : { ...everyNth(part, 1), every: null, values: [] };
  return (
    <div className="grid gap-x-6 gap-y-4 p-3 sm:grid-cols-[minmax(0,1fr)_14rem] sm:p-4">
      <div className="min-w-0">
        {isBuildable ? (
          <FieldBuilder
            key={part}
            part={part}
            selection={selection}
            onChange={(next) => onChange(replaceField(base, part, writeSelection(next)) ?? frequency)}
          />
        ) : (
          <div className="space-y-3 text-soft">
            <p>
              The builder works on five fields, and the expression has another number of them. Nothing of it is lost.
            </p>
            <Button size="sm" onClick={() => onChange(FIRST_EXPRESSION)}>
              Start over from every day at 9:00
            </Button>
          </div>
        )}
      </div>
      <div className="min-w-0 space-y-2 text-[0.8125rem]">
        <p>
          <span className="eyebrow block">{label} now</span>
          {read ? (
            <span>{fieldWords(part, selectionOf(read), currentViewer().locale)}</span>
          ) : written === undefined ? (
            <span className="text-faint">not written yet</span>
          ) : (
            <span className="text-bad">cannot be read; what you tick takes its place</span>
          )}
        </p>
        {read && !isShownWhole(read) && (
          <p className="text-warn">
            <code>{written}</code> begins with a star, which the builder cannot show: it also changes how day fields
            combine and what a clock change does. It stays as it is until you tick something here.
          </p>
        )}
        <div>
          <span className="eyebrow block">Allowed</span>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
            {syntax.map(({ code, means }) => (
              <div key={code} className="contents">
                <dt>
                  <code className="text-accent-ink">{code}</code>
                </dt>
                <dd className="text-soft">{means}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </div>
  );
}

function readOrNull(part: SchedulePart, text: string) {
  try {
    return readField(part, text);
  } catch (error) {
    if (error instanceof ScheduleError) return null;
    throw error;
  }
}
