import { cx } from "#lib/cx.ts";

interface CodeFrameProps {
  code: string;
  /** 1-based. */
  line: number;
  column?: number | undefined;
  around?: number;
}

/** The lines of the builder's code around the one at fault, with that line marked. */
export function CodeFrame({ code, line, column, around = 4 }: CodeFrameProps) {
  const lines = code.split("\n");
  if (line < 1 || line > lines.length) return null;
  const from = Math.max(1, line - around);
  const shown = lines.slice(from - 1, line + around).map((text, index) => ({ number: from + index, text }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <pre tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-sunken py-2 text-[0.8125rem]">
      {shown.map(({ number, text }) => (
        <span key={number} className={cx("block min-w-max px-3", number === line && "bg-bad-soft text-bad")}>
          <span aria-hidden className="mr-3 inline-block w-4 select-none">
            {number === line ? "▸" : ""}
          </span>
          <span
            className={cx("mr-4 inline-block w-8 select-none text-right tabular-nums", number !== line && "text-faint")}
          >
            {number}
          </span>
          {number === line && <span className="sr-only">failed here: </span>}
          {number === line && column !== undefined && column <= text.length + 1 ? (
            <>
              {text.slice(0, column - 1)}
              <span className="underline decoration-wavy underline-offset-4">{text.slice(column - 1)}</span>
            </>
          ) : (
            text
          )}
        </span>
      ))}
    </pre>
  );
}
