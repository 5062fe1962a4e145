"use client";

import { useMemo } from "react";
import { cx } from "#lib/cx.ts";
import { formatCount } from "#lib/format/number.ts";
import { changesIn, type DiffRow, diffRows } from "./diff-rows.ts";

interface DiffSectionProps {
  title: string;
  /** The lines of each; null where there is nothing, undefined while they are fetched. */
  before: readonly string[] | null | undefined;
  after: readonly string[] | null | undefined;
  /** What is said when both have nothing. */
  none: string;
  /** What else there is to know. */
  note?: string | undefined;
}

const ROWS_SHOWN = 2_000;

/** What differs between the two runs in one respect. */
export function DiffSection({ title, before, after, none, note }: DiffSectionProps) {
  const isLoading = before === undefined || after === undefined;
  const rows = useMemo(() => diffRows(before ?? [], after ?? []), [before, after]);
  const { added, removed } = changesIn(rows ?? []);
  const isSame = rows !== null && added + removed === 0;
  return (
    <section aria-label={title} className="panel overflow-hidden">
      <header className="flex flex-wrap items-center gap-x-3 px-4 py-2">
        <h2 className="mr-auto font-medium">{title}</h2>
        <span className="text-[0.8125rem] text-soft tabular-nums">
          {isLoading
            ? "Loading…"
            : before === null && after === null
              ? none
              : rows === null
                ? "Too different to compare line by line"
                : isSame
                  ? "The same in both"
                  : `${formatCount(removed, "line")} only in the first, ${added} only in the second`}
        </span>
      </header>
      {!isLoading && rows !== null && !isSame && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <pre tabIndex={0} className="max-h-[32rem] overflow-auto border-line border-t py-1 text-[0.8125rem]">
          {rows.slice(0, ROWS_SHOWN).map((row) => (
            <Row key={row.kind === "gap" ? `gap ${row.before}` : `${row.before} ${row.after}`} row={row} />
          ))}
          {rows.length > ROWS_SHOWN && <span className="block px-4 text-faint">Only the start is shown.</span>}
        </pre>
      )}
      {note && <p className="border-line border-t px-4 py-2 text-[0.8125rem] text-faint">{note}</p>}
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
        {row.parts
          ? row.parts.map(({ text, isChanged }, index) =>
              isChanged ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never move.
                <strong key={index} className="rounded-sm bg-current/15 font-semibold">
                  {text}
                </strong>
              ) : (
                text
              ),
            )
          : row.text}
      </span>
    </span>
  );
}
