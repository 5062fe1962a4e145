import { CircleCheck, CircleHelp, CircleX, Inbox, LoaderCircle, type LucideIcon } from "lucide-react";
import { reachedText } from "#components/notifications/notification-status.ts";
import type { Tone } from "#components/ui/badge.tsx";
import type { MessageChannel, MessageRecipient, MessageStatus, MessageSummary } from "#domain/message.ts";

interface StatusLook {
  label: string;
  icon: LucideIcon;
  tone: Tone;
  /** What it means, for someone who sees it for the first time. */
  meaning: string;
}

export const MESSAGE_STATUS_LOOKS: Record<MessageStatus, StatusLook> = {
  sending: { label: "Sending", icon: LoaderCircle, tone: "info", meaning: "It is being handed over." },
  sent: { label: "Sent", icon: CircleCheck, tone: "ok", meaning: "The next server took it." },
  kept: {
    label: "Kept here",
    icon: Inbox,
    tone: "quiet",
    meaning: "There was no server for it, or nobody subscribed: it stays here.",
  },
  failed: { label: "Not sent", icon: CircleX, tone: "bad", meaning: "It could not be handed over." },
  uncertain: {
    label: "Uncertain",
    icon: CircleHelp,
    tone: "warn",
    meaning: "Handing it over was cut short, so nobody knows whether it went.",
  },
};

export const CHANNEL_LABELS: Record<MessageChannel, string> = {
  email: "Mail",
  sms: "Text message",
  push: "Push message",
};

/** `Ann <ann@example.org>`, or the address alone. */
export const recipientText = ({ name, address }: MessageRecipient) => (name ? `${name} <${address}>` : address);

/** The first recipient and how many more there are; how many subscriptions a push message reached. */
export function recipientsText({ recipients, pushCounts }: Pick<MessageSummary, "recipients" | "pushCounts">): string {
  if (pushCounts) return reachedText(pushCounts);
  const first = recipients[0]?.address ?? "";
  return recipients.length > 1 ? `${first} and ${recipients.length - 1} more` : first;
}
