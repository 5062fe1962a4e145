import type { CsvPreview } from "#domain/data-source.ts";
import { formatCount } from "#lib/format/number.ts";

/** The first rows of a CSV text, and which columns it brings that the source has not. */
export function CsvPreviewTable({ preview, known }: { preview: CsvPreview; known: string[] }) {
  const { columns, rows, rowCount } = preview;
  const added = columns.filter((column) => !known.includes(column));
  return (
    <div className="space-y-1.5">
      <section
        aria-label="First rows"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-64 overflow-auto rounded-lg border border-line"
      >
        <table className="w-full text-left text-[0.8125rem]">
          <thead className="bg-sunken/50">
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className="max-w-48 truncate px-2.5 py-1.5 font-medium">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a text have no other name and never move.
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column} className="max-w-48 truncate px-2.5 py-1.5">
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="text-[0.8125rem] text-faint">
        {formatCount(rowCount, "row")}
        {added.length > 0 && `, with ${formatCount(added.length, "new column")}: ${added.slice(0, 10).join(", ")}`}
      </p>
    </div>
  );
}
