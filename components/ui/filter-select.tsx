import { Select } from "./select.tsx";

interface FilterSelectProps<T extends string> {
  label: string;
  /** What no choice is called. */
  any: string;
  options: readonly T[];
  labelOf?: (option: T) => string;
  value: T | null;
  onChange: (value: T | null) => void;
  className?: string;
}

/** Narrows a list by one of a few values, or by none. */
export function FilterSelect<T extends string>(props: FilterSelectProps<T>) {
  const { label, any, options, labelOf = (option) => option, value, onChange, className } = props;
  return (
    <Select
      aria-label={label}
      className={className}
      value={value ?? ""}
      onChange={(event) => onChange((event.target.value || null) as T | null)}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {labelOf(option)}
        </option>
      ))}
    </Select>
  );
}
