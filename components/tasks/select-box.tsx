import type { ReactNode } from "react";
import { Tick } from "#components/ui/input.tsx";
import { cx } from "#lib/cx.ts";

interface SelectBoxProps {
  label: string;
  /** Words beside the box, with which the label begins. */
  text?: ReactNode;
  checked: boolean;
  isMixed?: boolean;
  onChange: (checked: boolean) => void;
}

/** The box by which a row is selected. */
export const SelectBox = ({ label, text, checked, isMixed = false, onChange }: SelectBoxProps) => (
  <label
    className={cx("cursor-pointer", text ? "flex min-h-6 items-center gap-2 pl-1" : "grid size-6 place-items-center")}
  >
    <Tick
      type="checkbox"
      aria-label={label}
      className="size-4 accent-accent"
      checked={checked}
      ref={(box) => {
        if (box) box.indeterminate = isMixed && !checked;
      }}
      onChange={(event) => onChange(event.target.checked)}
    />
    {text}
  </label>
);
