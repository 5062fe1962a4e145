import { Transform } from "node:stream";
import nodemailer, { type Transporter } from "nodemailer";
import type { MailSender } from "#domain/mail-rules.ts";
import type { MessageRecipient } from "#domain/message.ts";
import type { OutgoingMail } from "../../context.ts";
import { HandOverError } from "./hand-over-error.ts";

const CONNECTIONS = 5;
/** Waiting for a connection, a greeting, an address, ms. */
const CONNECT_MS = 10_000;
/** Silence of the server in a conversation, ms. */
const SILENCE_MS = 30_000;
/** One mail from first to last, its wait for a connection included, ms. */
const DEADLINE_MS = 120_000;

type SmtpError = Error & { code?: string; response?: string; responseCode?: number };

export interface SmtpCourier {
  /** @throws HandOverError */
  send(mail: OutgoingMail): Promise<Map<string, string>>;
  close(): void;
}

/** Hands mails to one SMTP server, over a few connections that stay open. @param url `smtp://` or `smtps://` with user and password */
export function createSmtpCourier(url: string, sender: MailSender): SmtpCourier {
  const transport = nodemailer.createTransport({
    pool: true,
    url,
    maxConnections: CONNECTIONS,
    // The pool's own habit of sending again after a connection broke knows nothing of mails that had gone already.
    maxRequeues: 0,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof nodemailer.createTransport>[0]);
  transport.use("stream", (mail, done) => {
    const { onAllRead } = mail.data as { onAllRead?: () => void };
    mail.message.transform(() => endNoticed(() => onAllRead?.()));
    done();
  });
  return {
    async send(mail) {
      const message = toNodemailer(mail, sender);
      try {
        return await sendOnce(transport, message);
      } catch (error) {
        // A connection that had been idle may turn out closed; the mail has not left then, and gets a fresh one.
        if (error instanceof HandOverError || (error as SmtpError).responseCode) throw explain(error as SmtpError);
        return await sendOnce(transport, message).catch((again: SmtpError) => {
          throw explain(again);
        });
      }
    },
    close: () => transport.close(),
  };
}

type NodemailerMessage = ReturnType<typeof toNodemailer>;

/** Without an answer of the server's after the whole mail was read, nobody knows. */
async function sendOnce(transport: Transporter, message: NodemailerMessage): Promise<Map<string, string>> {
  let isAllRead = false;
  const onAllRead = () => {
    isAllRead = true;
  };
  try {
    const info = await transport.sendMail({
      ...message,
      onAllRead,
      signal: AbortSignal.timeout(DEADLINE_MS),
    } as object);
    const refused = (info.rejectedErrors ?? []) as (SmtpError & { recipient?: string })[];
    return new Map(
      (info.rejected as string[]).map((address) => {
        const reason = refused.find((error) => error.recipient === address);
        return [address, reason?.response ?? "The mail server refused this address."];
      }),
    );
  } catch (error) {
    if (isAllRead && (error as SmtpError).responseCode === undefined) {
      throw new HandOverError(
        "The connection to the mail server broke after the whole mail was sent and before it answered, so the mail may have gone.",
        true,
      );
    }
    throw error;
  }
}

function explain(error: SmtpError | HandOverError): HandOverError {
  if (error instanceof HandOverError) return error;
  if (error.code === "EAUTH") {
    return new HandOverError("The mail server did not accept the operator's user and password (SMTP_URL).", false);
  }
  if (error.responseCode !== undefined) {
    return new HandOverError(`The mail server refused the mail: ${error.response ?? error.responseCode}`, false);
  }
  return new HandOverError(`The mail server could not be reached or broke off (${error.code ?? error.name}).`, false);
}

function toNodemailer(mail: OutgoingMail, sender: MailSender) {
  const of = (type: MessageRecipient["type"]) =>
    mail.recipients
      .filter((recipient) => recipient.type === type)
      .map(({ name, address }) => ({ name: name ?? "", address }));
  return {
    messageId: mail.messageId,
    from: { name: mail.fromName ?? sender.name ?? "", address: sender.address },
    to: of("to"),
    cc: of("cc"),
    bcc: of("bcc"),
    subject: mail.subject ?? "",
    ...(mail.html !== null && { html: mail.html }),
    ...(mail.text !== null && { text: mail.text }),
    // Robots that answer robots never stop.
    headers: { "Auto-Submitted": "auto-generated", ...mail.headers },
    attachments: mail.attachments.map(({ name, contentType, content }) => ({
      filename: name,
      contentType,
      content: Buffer.from(content, "base64"),
    })),
  };
}

/** Passes everything through, and tells when the last byte was. */
function endNoticed(onEnd: () => void): Transform {
  return new Transform({
    transform: (chunk, _encoding, next) => next(null, chunk),
    flush: (next) => {
      onEnd();
      next();
    },
  });
}
