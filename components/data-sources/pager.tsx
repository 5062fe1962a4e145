import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { formatNumber } from "#lib/format/number.ts";
import { PAGE_ROWS } from "./entry-view.ts";

/** Which part of the entries is shown, and the way to the next. @param page from 1 */
export function Pager({ page, total, onPage }: { page: number; total: number; onPage: (page: number) => void }) {
  if (total <= PAGE_ROWS && page === 1) return null;
  const first = (page - 1) * PAGE_ROWS + 1;
  const last = Math.min(page * PAGE_ROWS, total);
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-2 pt-3">
      <span className="mr-auto text-[0.8125rem] text-soft tabular-nums">
        {formatNumber(first)}–{formatNumber(last)} of {formatNumber(total)}
      </span>
      <Button size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <ChevronLeft aria-hidden /> Previous
      </Button>
      <Button size="sm" disabled={last >= total} onClick={() => onPage(page + 1)}>
        Next <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
