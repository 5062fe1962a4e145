import { BellRing, Trash2 } from "lucide-react";
import { Can } from "#components/shell/can.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import type { PushSubscriptionInfo } from "#domain/push.ts";
import { browserName } from "./browser-name.ts";

interface SubscriptionListProps {
  subscriptions: PushSubscriptionInfo[];
  /** The subscription that a test is on its way to. */
  testing: number | null;
  onTest: (subscription: PushSubscriptionInfo) => void;
  onRemove: (subscription: PushSubscriptionInfo) => void;
}

/** Whose browsers are subscribed, and what last happened to each. */
export function SubscriptionList({ subscriptions, testing, onTest, onRemove }: SubscriptionListProps) {
  return (
    <ul aria-label="Subscriptions" className="panel divide-y divide-line">
      {subscriptions.map((subscription) => {
        const { id, userId, userName, userAgent, service, confirmedAt, lastSentAt, lastError } = subscription;
        const who = userName ?? userId ?? "Nobody known";
        const browser = browserName(userAgent);
        const name = `${who}, ${browser}, subscription ${id}`;
        return (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="break-words">
                <span className={userId === null ? "text-soft" : "font-medium"}>{who}</span>
                {userName !== null && userId !== null && <span className="text-faint"> ({userId})</span>}
              </p>
              <p className="break-words text-[0.8125rem] text-faint">
                #{id} · {browser} · {service} · seen <RelativeTime at={confirmedAt} />
                {lastSentAt ? (
                  <>
                    {" · last sent "}
                    <RelativeTime at={lastSentAt} />
                  </>
                ) : (
                  " · nothing sent yet"
                )}
              </p>
              {lastError && <p className="mt-0.5 break-words text-[0.8125rem] text-bad">{lastError}</p>}
            </div>
            <div className="flex gap-1">
              <Can to="push.sendTest">
                <Button
                  size="sm"
                  pending={testing === id}
                  aria-label={`Send test push to ${name}`}
                  onClick={() => onTest(subscription)}
                >
                  <BellRing aria-hidden /> Send test push
                </Button>
              </Can>
              <Can to="push.remove">
                <Button
                  size="sm"
                  variant="ghost-danger"
                  aria-label={`Remove ${name}`}
                  onClick={() => onRemove(subscription)}
                >
                  <Trash2 aria-hidden />
                </Button>
              </Can>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
