import type { ReactNode } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface NumberFieldProps {
  label: string;
  hint: ReactNode;
  error: string | undefined;
  min: number;
  max: number;
  /** As typed. */
  value: string;
  onChange: (text: string) => void;
}

/** A number with its bounds; what was typed stays, right or wrong. */
export const NumberField = ({ label, hint, error, value, onChange, ...bounds }: NumberFieldProps) => (
  <Field label={label} hint={hint} error={error}>
    {(control) => (
      <Input
        {...control}
        {...bounds}
        type="number"
        inputMode="decimal"
        className="max-w-32"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);
