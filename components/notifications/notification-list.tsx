import { Trash2 } from "lucide-react";
import Link from "next/link";
import { Can } from "#components/shell/can.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { NotificationSummary } from "#domain/notification.ts";
import { formatCount } from "#lib/format/number.ts";
import { audienceText, NOTIFICATION_STATUS_LOOKS, reachedText } from "./notification-status.ts";

interface NotificationListProps {
  appId: number;
  notifications: NotificationSummary[];
  onRemove: (notification: NotificationSummary) => void;
}

/** Notifications with whom they are for and what became of them. */
export function NotificationList({ appId, notifications, onRemove }: NotificationListProps) {
  return (
    <ul aria-label="Notifications" className="panel divide-y divide-line">
      {notifications.map((notification) => {
        const { id, status, data, orderAt, scope, reads } = notification;
        const { icon: Icon, label, tone, meaning } = NOTIFICATION_STATUS_LOOKS[status];
        const name = data.title || data.message;
        return (
          <li key={id} className="flex items-start gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="min-w-0 break-words font-medium">{name}</span>
                <Badge tone={tone} title={meaning}>
                  <Icon aria-hidden /> {label}
                </Badge>
                <RelativeTime at={orderAt} className="text-[0.8125rem] text-soft" />
              </p>
              {data.title && data.message && (
                <p className="mt-0.5 line-clamp-2 break-words text-soft">{data.message}</p>
              )}
              <p className="mt-1 break-words text-[0.8125rem] text-faint">
                For <span className={scope ? "break-all font-mono" : undefined}>{audienceText(scope)}</span> ·{" "}
                {status === "draft" ? "not shown" : `read by ${formatCount(reads, "user")}`}
                <Pushed appId={appId} notification={notification} />
                <Maker appId={appId} notification={notification} />
              </p>
            </div>
            <Can to="notifications.remove">
              <Button
                variant="ghost-danger"
                size="icon"
                aria-label={`Remove ${name}`}
                onClick={() => onRemove(notification)}
              >
                <Trash2 aria-hidden />
              </Button>
            </Can>
          </li>
        );
      })}
    </ul>
  );
}

interface PartProps {
  appId: number;
  notification: NotificationSummary;
}

function Pushed({ appId, notification: { push, messageId, pushCounts } }: PartProps) {
  if (messageId === null) return push && <> · to be pushed</>;
  return (
    <>
      {" · "}
      <Link className="link" href={`/apps/${appId}/outbox/${messageId}`}>
        {pushCounts ? `pushed to ${reachedText(pushCounts)}` : "not pushed"}
      </Link>
    </>
  );
}

function Maker({ appId, notification: { taskName, runId } }: PartProps) {
  if (runId === null) return null;
  return (
    <>
      {" · "}
      <Link className="link" href={`/apps/${appId}/runs/${runId}`}>
        {taskName ?? "task"} #{runId}
      </Link>
    </>
  );
}
