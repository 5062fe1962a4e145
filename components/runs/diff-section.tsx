"use client";

import { useMemo } from "react";
import { cx } from "#lib/cx.ts";
import { formatCount } from "#lib/format/number.ts";
import { changesIn, type DiffRow, diffRows } from "./diff-rows.ts";

interface DiffSectionProps {
  title: string;
  /** The lines of each; null where there is nothing. */
  before: readonly string[] | null;
  after: readonly string[] | null;
  /** What is said when both have nothing. */
  none: string;
}

const ROWS_SHOWN = 2_000;

/** What differs between the two runs in one respect. */
export function DiffSection({ title, before, after, none }: DiffSectionProps) {
  const rows = useMemo(() => diffRows(before ?? [], after ?? []), [before, after]);
  const { added, removed } = changesIn(rows ?? []);
  const isSame = rows !== null && added + removed === 0;
  return (
    <section aria-label={title} className="panel overflow-hidden">
      <header className="flex flex-wrap items-center gap-x-3 px-4 py-2">
        <h2 className="mr-auto font-medium">{title}</h2>
        <span className="text-[0.8125rem] text-soft tabular-nums">
          {before === null && after === null
            ? none
            : rows === null
              ? "Too different to compare line by line"
              : isSame
                ? "The same in both"
                : `${formatCount(removed, "line")} only in the first, ${added} only in the second`}
        </span>
      </header>
      {rows !== null && !isSame && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <pre tabIndex={0} className="max-h-[32rem] overflow-auto border-line border-t py-1 text-[0.8125rem]">
          {rows.slice(0, ROWS_SHOWN).map((row) => (
            <Row key={row.kind === "gap" ? `gap ${row.before}` : `${row.before} ${row.after}`} row={row} />
          ))}
          {rows.length > ROWS_SHOWN && <span className="block px-4 text-faint">Only the start is shown.</span>}
        </pre>
      )}
    </section>
  );
}

const SIGNS = { same: " ", added: "+", removed: "−" } as const;
const WORDS = { same: "", added: "only in the second: ", removed: "only in the first: " } as const;

function Row({ row }: { row: DiffRow }) {
  if (row.kind === "gap")
    return <span className="block bg-sunken px-4 py-0.5 text-faint">{formatCount(row.count, "line")} the same</span>;
  return (
    <span
      className={cx(
        "flex min-w-max gap-3 px-3",
        row.kind === "added" && "bg-ok-soft text-ok",
        row.kind === "removed" && "bg-bad-soft text-bad",
      )}
    >
      <span aria-hidden className="w-8 shrink-0 select-none text-right tabular-nums">
        {row.before}
      </span>
      <span aria-hidden className="w-8 shrink-0 select-none text-right tabular-nums">
        {row.after}
      </span>
      <span aria-hidden className="w-2 shrink-0 select-none">
        {SIGNS[row.kind]}
      </span>
      <span>
        <span className="sr-only">{WORDS[row.kind]}</span>
        {row.text}
      </span>
    </span>
  );
}
