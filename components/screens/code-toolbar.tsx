import { FileDiff, WandSparkles } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

interface CodeToolbarProps {
  onFormat: () => void;
  /** Null while nothing is published. */
  onCompare: (() => void) | null;
}

/** What can be done with the code as a whole. */
export function CodeToolbar({ onFormat, onCompare }: CodeToolbarProps) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 border-line border-b px-2 py-1">
      <Button size="sm" variant="ghost" onClick={onFormat} title="Shift + Alt + F">
        <WandSparkles aria-hidden /> Format
      </Button>
      <Button
        size="sm"
        variant="ghost"
        disabled={onCompare === null}
        title={onCompare === null ? "Nothing is published yet" : undefined}
        onClick={() => onCompare?.()}
      >
        <FileDiff aria-hidden /> Compare with published
      </Button>
    </div>
  );
}
