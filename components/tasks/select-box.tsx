interface SelectBoxProps {
  label: string;
  checked: boolean;
  isMixed?: boolean;
  onChange: (checked: boolean) => void;
}

/** The box by which a task is selected. */
export const SelectBox = ({ label, checked, isMixed = false, onChange }: SelectBoxProps) => (
  <label className="grid size-6 cursor-pointer place-items-center">
    <input
      type="checkbox"
      aria-label={label}
      className="size-4 accent-accent"
      checked={checked}
      ref={(box) => {
        if (box) box.indeterminate = isMixed && !checked;
      }}
      onChange={(event) => onChange(event.target.checked)}
    />
  </label>
);
