import { JsonTree } from "#components/ui/json-tree.tsx";
import { LineText } from "./line-text.tsx";
import type { ShownLine } from "./log-row.tsx";

interface LineValuesProps {
  line: Pick<ShownLine, "message" | "args">;
  search?: string | undefined;
  onField?: ((name: string, text: string) => void) | undefined;
}

/** What the code gave to the console, value by value: trees that fold, and the texts of which the message has not all. */
export function LineValues({ line, search, onField }: LineValuesProps) {
  return line.args?.map((value, index) => {
    const label = `Value ${index + 1} of the line`;
    const isSaid = typeof value !== "object" && line.message.includes(String(value));
    if (value === null || isSaid) return null;
    return (
      <JsonTree
        // biome-ignore lint/suspicious/noArrayIndexKey: values have no other name than their place, and never move.
        key={index}
        label={label}
        value={value}
        textOf={(text) => <LineText text={text} search={search} />}
        onField={Array.isArray(value) ? undefined : onField}
        className="my-1 ml-6 max-h-80 rounded-md bg-sunken"
      />
    );
  });
}
