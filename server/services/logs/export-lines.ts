import { DomainError } from "#domain/errors.ts";
import type { ExportFormat } from "#domain/export-format.ts";
import type { LineFilter, ListLinesInput, LogLine } from "#domain/log.ts";
import { plainText } from "#domain/terminal-codes.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { toCsv } from "../data-sources/csv.ts";
import { boundsOf, headOf } from "./line-bounds.ts";
import { linesWithin } from "./list-lines.ts";

/** Lines that are read and written at once: all that an export ever holds. */
const BATCH_LINES = 1_000;
/** How long one export may take, ms. */
const DEADLINE_MS = 600_000;

const COLUMNS = ["id", "at", "level", "kind", "task", "taskId", "run", "seq", "message", "args", "durationMs"];

/**
 * The lines that match, oldest first, up to the moment of asking, in parts that are read as they are taken. NDJSON holds
 * each line as `logs.lines` answers it; CSV is for spreadsheets: formulas are told to be texts, messages lose their colours.
 * That somebody took the log home stands in the audit trail before the first part is given.
 *
 * @throws DomainError UNAVAILABLE, between parts, when it takes longer than ten minutes
 */
export async function* exportLines(ctx: AppContext, filter: LineFilter, format: ExportFormat): AsyncGenerator<string> {
  const begun = await ctx.clock.now();
  const bounds = await boundsOf(ctx, filter);
  const head = await headOf(ctx);
  const upToHead = bounds && { ...bounds, last: Math.min(bounds.last ?? head, head) };
  await recordChange(ctx, {
    action: "export",
    target: { kind: "export", id: format, name: "log" },
    after: { format, ...filter },
  });
  if (format === "csv") yield toCsv([COLUMNS]);
  for (let cursor: number | null = null; ; ) {
    const input: ListLinesInput = { ...filter, order: "asc", limit: BATCH_LINES, cursor };
    const page = await linesWithin(ctx, input, upToHead);
    if (page.lines.length > 0) yield format === "csv" ? toCsv(page.lines.map(cells)) : page.lines.map(ndjson).join("");
    if (!page.hasMore) return;
    cursor = page.nextCursor;
    if ((await ctx.clock.now()).getTime() - begun.getTime() > DEADLINE_MS) {
      throw new DomainError(
        "unavailable",
        "UNAVAILABLE",
        "The export took longer than ten minutes. Narrow the filter.",
      );
    }
  }
}

const ndjson = (line: LogLine) => `${JSON.stringify(line)}\n`;

const cells = ({ id, at, level, kind, taskName, taskId, runId, seq, message, args, durationMs }: LogLine) => [
  id,
  at,
  level,
  kind,
  taskName,
  taskId,
  runId,
  seq,
  plainText(message),
  args,
  durationMs,
];
