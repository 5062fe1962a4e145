import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, TONES } from "#components/ui/badge.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { cx } from "#lib/cx.ts";
import { formatAbsolute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatNumber } from "#lib/format/number.ts";
import { type Audit, countByStatus, type FireCell, fireLook } from "./fire-cell.ts";

const LISTED = 20;

/** Whether the ledger holds what the schedule promised, and how the fires went. */
export function AuditSummary({ audit, cells }: { audit: Audit; cells: FireCell[] }) {
  const { expected, rows, holes, duplicates, drift } = audit;
  return (
    <div className="space-y-3">
      {holes.length + duplicates.length === 0 ? (
        <p role="status" className={cx("flex gap-2.5 rounded-lg px-3.5 py-2.5", TONES.ok)}>
          <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
          {expected.length === 0
            ? "No fire was due in this time, and none is recorded."
            : "Every expected fire has exactly one row."}
        </p>
      ) : (
        <Notice tone="bad">
          <Instants title="Fires without a row" instants={holes} />
          <Instants title="Fires with more than one row, or that no schedule asked for" instants={duplicates} />
        </Notice>
      )}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
        <Amount label="Expected fires" value={expected.length} />
        <Amount label="Rows" value={rows.length} />
        <Amount label="Holes" value={holes.length} bad={holes.length > 0} />
        <Amount label="Duplicates" value={duplicates.length} bad={duplicates.length > 0} />
        <Fact label="Drift, p50">{drift ? formatDuration(Math.max(0, drift.p50Ms)) : "none"}</Fact>
        <Fact label="Drift, p95">{drift ? formatDuration(Math.max(0, drift.p95Ms)) : "none"}</Fact>
      </dl>
      <ul aria-label="Outcomes" className="flex flex-wrap gap-2">
        {countByStatus(cells).map(([status, count]) => {
          const { icon: Icon, label, tone } = fireLook(status);
          return (
            <li key={status}>
              <Badge tone={tone}>
                <Icon aria-hidden /> {label} {formatNumber(count)}
              </Badge>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const Fact = ({ label, children, bad = false }: { label: string; children: ReactNode; bad?: boolean }) => (
  <div>
    <dt className="eyebrow">{label}</dt>
    <dd className={cx("mt-0.5 font-medium text-base tabular-nums", bad && "text-bad")}>{children}</dd>
  </div>
);

const Amount = ({ label, value, bad = false }: { label: string; value: number; bad?: boolean }) => (
  <Fact label={label} bad={bad}>
    {formatNumber(value)}
  </Fact>
);

function Instants({ title, instants }: { title: string; instants: readonly string[] }) {
  if (instants.length === 0) return null;
  return (
    <div>
      <strong className="font-semibold">
        {title} ({formatNumber(instants.length)}):
      </strong>{" "}
      {instants
        .slice(0, LISTED)
        .map((at) => formatAbsolute(at))
        .join(" · ")}
      {instants.length > LISTED && ` · and ${formatNumber(instants.length - LISTED)} more`}
    </div>
  );
}
