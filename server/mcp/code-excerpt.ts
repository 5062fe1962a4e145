/** Lines before and after the one that failed. */
const AROUND = 5;
/** A line that is longer (minified code) is cut. */
const LINE_LENGTH_MAX = 300;

/** The lines of code around one, numbered, the one itself marked; null when the code has no such line. */
export function codeExcerpt(code: string, line: number): string | null {
  const lines = code.split("\n");
  if (line < 1 || line > lines.length) return null;
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const width = String(last).length;
  return lines
    .slice(first - 1, last)
    .map((text, index) => {
      const number = first + index;
      const shown = text.length > LINE_LENGTH_MAX ? `${text.slice(0, LINE_LENGTH_MAX)}…` : text;
      return `${number === line ? ">" : " "} ${String(number).padStart(width)} | ${shown}`;
    })
    .join("\n");
}
