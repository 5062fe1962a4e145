import { parseSender } from "#domain/mail-rules.ts";
import type { Messenger } from "../../context.ts";
import { createSmsWebhook } from "./sms-webhook.ts";
import { createSmtpCourier } from "./smtp-courier.ts";
import { createTemplateRenderer } from "./template-renderer.ts";

export interface MessengerOptions {
  /** Absent: mails are kept in the outbox. */
  smtpUrl?: string | undefined;
  /** An address, or `Name <address>`. */
  mailFrom?: string | undefined;
  /** Absent: text messages are kept in the outbox. */
  smsWebhookUrl?: string | undefined;
  smsWebhookSecret?: string | undefined;
  publicUrl: string;
  /** Epoch ms. */
  now(): number;
}

/** The ways out for messages, as the operator's settings grant them. */
export function createMessenger(options: MessengerOptions): Messenger & { close(): void } {
  const { smtpUrl, mailFrom, smsWebhookUrl, smsWebhookSecret, publicUrl, now } = options;
  const sender = mailFrom === undefined ? null : parseSender(mailFrom);
  const smtp = smtpUrl !== undefined && sender ? createSmtpCourier(smtpUrl, sender) : null;
  const renderer = createTemplateRenderer();
  return {
    mail: smtp && ((mail) => smtp.send(mail)),
    sms: smsWebhookUrl && smsWebhookSecret ? createSmsWebhook(smsWebhookUrl, smsWebhookSecret, now) : null,
    domain: sender?.address.split("@").at(-1) ?? new URL(publicUrl).hostname,
    render: (appId, templates, data) => renderer.render(appId, templates, data),
    close() {
      smtp?.close();
      renderer.close();
    },
  };
}
