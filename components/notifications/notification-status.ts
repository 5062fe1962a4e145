import { CircleCheck, Clock, type LucideIcon, PencilLine } from "lucide-react";
import type { Tone } from "#components/ui/badge.tsx";
import type { NotificationStatus } from "#domain/notification.ts";
import type { PushCounts } from "#domain/push.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";

interface StatusLook {
  label: string;
  icon: LucideIcon;
  tone: Tone;
  /** What it means, for someone who sees it for the first time. */
  meaning: string;
}

export const NOTIFICATION_STATUS_LOOKS: Record<NotificationStatus, StatusLook> = {
  published: { label: "Published", icon: CircleCheck, tone: "ok", meaning: "It is shown to whom it is for." },
  scheduled: { label: "Scheduled", icon: Clock, tone: "info", meaning: "It is shown when its time comes." },
  draft: { label: "Draft", icon: PencilLine, tone: "quiet", meaning: "It is shown to nobody." },
};

/** Whom a notification is for, in a word or as the filter that was written. */
export const audienceText = (scope: Record<string, unknown> | null) =>
  scope === null || Object.keys(scope).length === 0 ? "Everyone" : JSON.stringify(scope);

/** `3 of 4 subscriptions`. */
export function reachedText(counts: PushCounts): string {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  if (all === 0) return "no subscription";
  return counts.sent === all
    ? formatCount(all, "subscription")
    : `${formatNumber(counts.sent)} of ${formatCount(all, "subscription")}`;
}
