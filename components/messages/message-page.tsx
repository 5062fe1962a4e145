"use client";

import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { ValueView } from "#components/ui/value-view.tsx";
import type { Message, MessageChannel } from "#domain/message.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { MailPreview } from "./mail-preview.tsx";
import { MessageAttachments } from "./message-attachments.tsx";
import { MessageBadge } from "./message-badge.tsx";
import { MessageFacts } from "./message-facts.tsx";
import { CHANNEL_LABELS } from "./message-status.ts";
import { PushDeliveries } from "./push-deliveries.tsx";
import { ResendDialog } from "./resend-dialog.tsx";

const SENDING_POLL_MS = 1_500;

/** One message: what it says, whom it is for and what became of it. */
export function MessagePage({ messageId }: { messageId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const [isAsking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery(
    trpc.messages.get.queryOptions(
      { appId, id: messageId },
      { refetchInterval: ({ state }) => (state.data?.status === "sending" ? SENDING_POLL_MS : false) },
    ),
  );
  if (!data)
    return error ? (
      <ErrorState page what="message" error={error} onRetry={refetch} />
    ) : (
      <ListSkeleton label="Loading the message" />
    );
  const canResend = data.pushCounts
    ? data.status !== "sending" && data.pushCounts.failed + data.pushCounts.uncertain + data.pushCounts.waiting > 0
    : data.status === "failed" || data.status === "uncertain" || data.status === "kept";
  return (
    <>
      <PageHeader
        title={data.channel === "sms" ? CHANNEL_LABELS.sms : data.subject || "(no subject)"}
        badges={
          <span role="status">
            <MessageBadge status={data.status} />
          </span>
        }
        actions={
          canResend && (
            <Can to="messages.resend">
              <Button variant={data.status === "failed" ? "primary" : "secondary"} onClick={() => setAsking(true)}>
                <Send aria-hidden /> {data.status === "kept" ? "Send now" : "Send again"}
              </Button>
            </Can>
          )
        }
      />
      <div className="space-y-4">
        <Outcome message={data} />
        <MessageFacts message={data} />
        {data.channel !== "push" && <MailPreview html={data.html} text={data.text} />}
        {data.push && <ValueView value={data.push} label="Push message" fileName={`push-${data.id}.json`} />}
        {data.push && <PushDeliveries appId={appId} messageId={data.id} live={data.status === "sending"} />}
        {data.attachments.length > 0 && <MessageAttachments attachments={data.attachments} />}
      </div>
      <ResendDialog message={data} open={isAsking} onOpenChange={setAsking} />
    </>
  );
}

const WHY_KEPT: Record<MessageChannel, string> = {
  email: "No mail server was set up (SMTP_URL)",
  sms: "No webhook was set up (SMS_WEBHOOK_URL)",
  push: "Nobody whom it is for was subscribed",
};

/** In words, what became of a message that was not simply sent. */
function Outcome({ message: { status, channel, error } }: { message: Message }) {
  if (status === "kept")
    return (
      <Notice tone="info">{WHY_KEPT[channel]} when this was to be sent, so it was kept here and went nowhere.</Notice>
    );
  if (!error) return null;
  return (
    <Notice tone={status === "failed" ? "bad" : "warn"}>
      {error}
      {status === "uncertain" && " Ask a recipient, or send it again if getting it twice does no harm."}
    </Notice>
  );
}
