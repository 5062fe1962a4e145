import { type ComponentProps, type ReactNode, useId } from "react";
import { Tick } from "./input.tsx";

/** A box with its words; `hint` says what ticking it means. */
export function Checkbox({
  label,
  hint,
  ...props
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <label className="flex items-start gap-2.5 py-1">
      <Tick
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-accent"
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...props}
      />
      <span className="min-w-0">
        <span id={`${id}-label`} className="block">
          {label}
        </span>
        {hint && (
          <span id={`${id}-hint`} className="block text-[0.8125rem] text-faint">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
