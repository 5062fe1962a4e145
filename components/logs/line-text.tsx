import { useMemo } from "react";
import { readLogSearch } from "#domain/log-search.ts";
import { cx } from "#lib/cx.ts";
import { readAnsi } from "./ansi.ts";
import { markMatches } from "./marked.ts";

/** A line's message with its terminal colours, and each occurrence of `search` marked. It is text, never HTML. */
export function LineText({ text, search }: { text: string; search?: string | undefined }) {
  const pieces = useMemo(() => markMatches(readAnsi(text), readLogSearch(search)), [text, search]);
  return pieces.map(({ text: part, className, isMatch, at }) =>
    isMatch ? (
      // On the mark's colour only the ink is readable in both themes.
      <mark key={at} className={cx(className, "text-ink!")}>
        {part}
      </mark>
    ) : className ? (
      <span key={at} className={className}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
