import { Bell, type LucideIcon, Mail, MessageSquare, Paperclip } from "lucide-react";
import Link from "next/link";
import { RelativeTime } from "#components/time/relative-time.tsx";
import type { MessageChannel, MessageSummary } from "#domain/message.ts";
import { formatCount } from "#lib/format/number.ts";
import { MessageBadge } from "./message-badge.tsx";
import { CHANNEL_LABELS, recipientsText } from "./message-status.ts";

const COLUMNS = "lg:grid-cols-[8rem_minmax(0,1.2fr)_minmax(0,1.6fr)_minmax(0,1fr)_9rem]";

const ICONS: Record<MessageChannel, LucideIcon> = { email: Mail, sms: MessageSquare, push: Bell };

/** Messages, newest first: a table where there is room, cards where there is not. */
export function MessageList({ messages, appId }: { messages: MessageSummary[]; appId: number }) {
  return (
    <div className="panel overflow-hidden">
      <div
        aria-hidden
        className={`eyebrow hidden gap-4 border-line border-b bg-sunken/50 px-4 py-2 lg:grid ${COLUMNS}`}
      >
        <span>Status</span>
        <span>To</span>
        <span>Subject</span>
        <span>Task</span>
        <span className="text-right">When</span>
      </div>
      <ul aria-label="Messages" className="divide-y divide-line">
        {messages.map((message) => (
          <MessageRow key={message.id} message={message} appId={appId} />
        ))}
      </ul>
    </div>
  );
}

function MessageRow({ message, appId }: { message: MessageSummary; appId: number }) {
  const Icon = ICONS[message.channel];
  const title = message.channel === "sms" ? CHANNEL_LABELS.sms : message.subject || "(no subject)";
  return (
    <li
      className={`relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 ${COLUMNS}`}
    >
      <span>
        <MessageBadge status={message.status} />
      </span>
      <span className="order-last col-span-2 min-w-0 truncate text-soft lg:order-none lg:col-span-1">
        {recipientsText(message)}
      </span>
      <span className="order-first col-span-2 flex min-w-0 items-center gap-2 lg:order-none lg:col-span-1">
        <Icon className="size-4 shrink-0 text-faint" role="img" aria-label={CHANNEL_LABELS[message.channel]} />
        <Link
          href={`/apps/${appId}/outbox/${message.id}`}
          className="min-w-0 truncate font-medium after:absolute after:inset-0 hover:underline"
        >
          {title}
        </Link>
        {message.attachmentCount > 0 && (
          <span
            className="flex shrink-0 items-center gap-0.5 text-[0.8125rem] text-faint"
            title={formatCount(message.attachmentCount, "attachment")}
          >
            <Paperclip className="size-3.5" role="img" aria-label="Attachments" />
            {message.attachmentCount}
          </span>
        )}
      </span>
      <span className="hidden min-w-0 truncate text-soft lg:block">{message.taskName ?? "Test run"}</span>
      <span className="text-right text-[0.8125rem] text-soft">
        <RelativeTime at={message.createdAt} className="relative z-10" />
      </span>
    </li>
  );
}
