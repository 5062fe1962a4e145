"use client";

import type { ReactNode } from "react";
import { Field, type FieldControl } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

interface SourceFieldsProps {
  name: string;
  onName: (name: string) => void;
  nameHint: string;
  columnsHint: string;
  /** The control in which the columns are written. */
  columns: (control: FieldControl) => ReactNode;
  /** What the server said of either. */
  error: Parameters<typeof errorInfo>[0] | null;
}

/** Name and columns of a data source, each with what the server said of it. */
export function SourceFields({ name, onName, nameHint, columnsHint, columns, error }: SourceFieldsProps) {
  const problem = error ? errorInfo(error) : undefined;
  const isOfColumns = problem?.field?.startsWith("columns") === true;
  return (
    <>
      <Field label="Name" hint={nameHint} error={isOfColumns ? undefined : problem?.message}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={255}
            autoComplete="off"
            placeholder="Bookings"
            onChange={(event) => onName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Columns" hint={columnsHint} error={isOfColumns ? problem.message : undefined}>
        {columns}
      </Field>
    </>
  );
}
