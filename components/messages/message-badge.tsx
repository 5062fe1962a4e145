import { Badge } from "#components/ui/badge.tsx";
import type { MessageStatus } from "#domain/message.ts";
import { MESSAGE_STATUS_LOOKS } from "./message-status.ts";

/** A message's status as icon, word and colour. */
export function MessageBadge({ status }: { status: MessageStatus }) {
  const { icon: Icon, label, tone, meaning } = MESSAGE_STATUS_LOOKS[status];
  return (
    <Badge tone={tone} title={meaning}>
      <Icon aria-hidden className={status === "sending" ? "animate-spin motion-reduce:animate-none" : undefined} />
      {label}
    </Badge>
  );
}
