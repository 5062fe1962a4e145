import Link from "next/link";
import { RelativeTime } from "#components/time/relative-time.tsx";
import type { Delivery } from "#domain/endpoint-values.ts";
import { formatCount } from "#lib/format/number.ts";
import { DeliveryBadge } from "./delivery-badge.tsx";
import { EVENT_TEXTS } from "./event-texts.ts";
import { hostOf } from "./host-of.ts";

const COLUMNS = "lg:grid-cols-[8rem_minmax(0,1.2fr)_minmax(0,1.4fr)_minmax(0,1fr)_9rem]";

/** Deliveries, newest first: a table where there is room, cards where there is not. */
export function DeliveryList({ appId, deliveries }: { appId: number; deliveries: readonly Delivery[] }) {
  return (
    <div className="panel overflow-hidden">
      <div
        aria-hidden
        className={`eyebrow hidden gap-4 border-line border-b bg-sunken/50 px-4 py-2 lg:grid ${COLUMNS}`}
      >
        <span>Status</span>
        <span>Event</span>
        <span>Endpoint</span>
        <span>Last answer</span>
        <span className="text-right">When</span>
      </div>
      <ul aria-label="Deliveries" className="divide-y divide-line">
        {deliveries.map((delivery) => (
          <li
            key={delivery.id}
            className={`relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 ${COLUMNS}`}
          >
            <span>
              <DeliveryBadge status={delivery.status} />
            </span>
            <span className="order-first col-span-2 min-w-0 lg:order-none lg:col-span-1">
              <Link
                href={`/apps/${appId}/webhooks/${delivery.id}`}
                className="block truncate font-medium after:absolute after:inset-0 hover:underline"
              >
                {EVENT_TEXTS[delivery.eventType]}
              </Link>
            </span>
            <span className="order-last col-span-2 min-w-0 truncate text-soft lg:order-none lg:col-span-1">
              {hostOf(delivery.url)}
            </span>
            <span className="hidden min-w-0 truncate text-soft lg:block">{lastAnswer(delivery)}</span>
            <span className="text-right text-[0.8125rem] text-soft">
              <RelativeTime at={delivery.createdAt} className="relative z-10" />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `204`, `503 after 3 attempts`, `no answer after 2 attempts`. */
function lastAnswer({ attempts, lastStatusCode, lastError }: Delivery): string {
  if (lastStatusCode === null && lastError === null) return "not tried yet";
  const answer = lastStatusCode === null ? "no answer" : String(lastStatusCode);
  return attempts > 1 ? `${answer} after ${formatCount(attempts, "attempt")}` : answer;
}
