"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { Message, MessageRecipient } from "#domain/message.ts";
import { formatAbsolute } from "#lib/format/datetime.ts";
import { recipientsText, recipientText } from "./message-status.ts";

function Fact({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <div className={className ?? "min-w-0"}>
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-0.5 break-words">{children}</dd>
    </div>
  );
}

const KINDS: readonly MessageRecipient["type"][] = ["to", "cc", "bcc"];
const KIND_LABELS: Record<MessageRecipient["type"], string> = { to: "To", cc: "Copy to", bcc: "Blind copy to" };

const ID_LABELS: Record<Message["channel"], string> = { email: "Message-ID", sms: "webhook-id", push: "Id" };

/** Who gets a message, who sent it and when, and the head of a mail. */
export function MessageFacts({ message }: { message: Message }) {
  const { appId, taskId, taskName, runId, recipients, fromName, sentAt, createdAt, attempts, headers } = message;
  const kinds = KINDS.filter((kind) => recipients.some(({ type }) => type === kind));
  return (
    <div className="panel space-y-4 px-4 py-4">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-4">
        {kinds.map((kind) => (
          <Fact key={kind} label={KIND_LABELS[kind]} className="col-span-2 min-w-0">
            <ul>
              {recipients
                .filter(({ type }) => type === kind)
                .map((recipient) => (
                  <li key={recipient.address}>
                    {recipientText(recipient)}
                    {recipient.rejected && (
                      <span className="block text-[0.8125rem] text-bad">Refused: {recipient.rejected}</span>
                    )}
                  </li>
                ))}
            </ul>
          </Fact>
        ))}
        {message.pushCounts && <Fact label="Reached">{recipientsText(message)}</Fact>}
        {fromName && <Fact label="From">{fromName}</Fact>}
        <Fact label="Task">
          {taskId === null ? (
            "Test run"
          ) : (
            <Link className="link" href={`/apps/${appId}/tasks/${taskId}`}>
              {taskName ?? `Task ${taskId}`}
            </Link>
          )}
        </Fact>
        {runId !== null && (
          <Fact label="Run">
            <Link className="link" href={`/apps/${appId}/runs/${runId}`}>
              #{runId}
            </Link>
          </Fact>
        )}
        <Fact label={sentAt && message.status === "sent" ? "Sent" : "Made"}>
          <span className="block tabular-nums">{formatAbsolute(sentAt ?? createdAt)}</span>
          <RelativeTime at={sentAt ?? createdAt} className="text-[0.8125rem] text-faint" />
        </Fact>
        {attempts > 1 && <Fact label="Attempts">{attempts}</Fact>}
      </dl>
      <Disclosure title={message.channel === "email" ? "Headers" : "Identification"}>
        <dl className="grid gap-x-4 gap-y-1 text-[0.8125rem] sm:grid-cols-[auto_1fr]">
          <dt className="text-faint">{ID_LABELS[message.channel]}</dt>
          <dd className="break-all font-mono">{message.messageId}</dd>
          {Object.entries(headers).map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-faint">{name}</dt>
              <dd className="break-all font-mono">{value}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </div>
  );
}
