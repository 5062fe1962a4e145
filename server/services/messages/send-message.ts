import { randomUUID } from "node:crypto";
import { DomainError } from "#domain/errors.ts";
import type { SendEmailInput, SendSmsInput } from "#domain/mail.ts";
import type { MessageAnswer, MessageRecipient } from "#domain/message.ts";
import type { AppContext } from "../../context.ts";
import { storableText } from "../storable.ts";
import { composeEmail } from "./compose-email.ts";
import { handOver, toAnswer } from "./hand-over.ts";
import { type MessageDraft, reserveMessage } from "./reserve-message.ts";

export interface SentMessage {
  answer: MessageAnswer;
  recipients: MessageRecipient[];
  subject: string | null;
  /** An earlier attempt of the run had sent it, or may have: this one did not. */
  isRepeat: boolean;
}

/**
 * Sends a mail, once for each `effectKey`.
 *
 * @throws DomainError INVALID_INPUT, RATE_LIMITED, MESSAGE_NOT_SENT when the server refused it or was not there.
 */
export async function sendEmail(
  ctx: AppContext,
  input: SendEmailInput,
  effectKey: string | null,
): Promise<SentMessage> {
  return send(ctx, await composeEmail(ctx, input), effectKey);
}

/** Sends a text message, once for each `effectKey`. @throws DomainError RATE_LIMITED, MESSAGE_NOT_SENT */
export function sendSms(ctx: AppContext, { data }: SendSmsInput, effectKey: string | null): Promise<SentMessage> {
  const draft: MessageDraft = {
    channel: "sms",
    recipients: [{ address: data.to, type: "to" }],
    fromName: null,
    subject: null,
    body: storableText(data.body),
    text: null,
    headers: {},
    attachments: [],
    messageId: `msg_${randomUUID()}`,
  };
  return send(ctx, draft, effectKey);
}

async function send(ctx: AppContext, draft: MessageDraft, effectKey: string | null): Promise<SentMessage> {
  const reserved = await reserveMessage(ctx, draft, effectKey);
  const row = reserved.isOurs ? await handOver(ctx, reserved.row) : reserved.row;
  if (row.status === "failed") throw new DomainError("unavailable", "MESSAGE_NOT_SENT", row.error!);
  return { answer: toAnswer(row), recipients: row.recipients, subject: row.subject, isRepeat: !reserved.isOurs };
}
