import { randomUUID } from "node:crypto";
import type { MailOutcome } from "#domain/member.ts";
import type { ServiceContext } from "../../context.ts";

interface PersonalMail {
  to: string;
  subject: string;
  /** Paragraphs. Plain text: nothing of what people are called is ever read as markup. */
  paragraphs: string[];
}

/** Hands a mail to a person over. A server that refuses is told of, never thrown: the link can be handed over otherwise. */
export async function mailPerson(
  { messenger }: Pick<ServiceContext, "messenger">,
  { to, subject, paragraphs }: PersonalMail,
): Promise<MailOutcome> {
  if (!messenger.mail) return "none";
  try {
    const refused = await messenger.mail({
      messageId: `<${randomUUID()}@${messenger.domain}>`,
      recipients: [{ type: "to", address: to }],
      fromName: null,
      subject,
      html: null,
      text: `${paragraphs.join("\n\n")}\n`,
      headers: {},
      attachments: [],
    });
    return refused.size === 0 ? "sent" : "failed";
  } catch {
    return "failed";
  }
}
