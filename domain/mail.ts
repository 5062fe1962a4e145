import { z } from "zod";

/** Bounds of one message, and of the templates in it. Bytes of attachments are counted decoded. */
export const MAIL_RECIPIENTS_MAX = 50;
export const MAIL_ATTACHMENTS_MAX = 50;
export const MAIL_ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024;
export const MAIL_HEADERS_MAX = 50;
/** Of subject, names and header values, in characters. */
export const MAIL_LINE_LENGTH_MAX = 998;
/** Of HTML and of text, in characters, before and after the variables are filled in. */
export const MAIL_BODY_LENGTH_MAX = 2_000_000;
export const SMS_BODY_LENGTH_MAX = 1_600;

export const ATTACHMENT_ENCODINGS = ["utf8", "base64", "hex", "binary"] as const;
export type AttachmentEncoding = (typeof ATTACHMENT_ENCODINGS)[number];

const ENCODING_ALIASES: Record<string, AttachmentEncoding> = { "utf-8": "utf8", latin1: "binary", ascii: "binary" };

const text = (message: string) => z.string({ error: message });

const recipientSchema = z.object({
  email: text('Each recipient needs an email, e.g. { email: "ann@example.org" }.'),
  name: text("A recipient's name must be a string.").nullish(),
  type: z.enum(["to", "cc", "bcc"], { error: 'The type of a recipient must be "to", "cc" or "bcc".' }).default("to"),
});
export type MailRecipient = z.infer<typeof recipientSchema>;

const oneRecipient = z.preprocess((value) => (typeof value === "string" ? { email: value } : value), recipientSchema);

const attachmentSchema = z.object({
  name: text("Each attachment needs a name, with its extension."),
  type: text("The type of an attachment must be a MIME type, e.g. text/csv.").nullish(),
  content: text("The content of an attachment must be a string."),
  encoding: z
    .preprocess(
      (value) => (typeof value === "string" ? (ENCODING_ALIASES[value.toLowerCase()] ?? value.toLowerCase()) : value),
      z.enum(ATTACHMENT_ENCODINGS, {
        error: `The encoding of an attachment must be one of: ${ATTACHMENT_ENCODINGS.join(", ")}.`,
      }),
    )
    .default("utf8"),
});
export type MailAttachment = z.infer<typeof attachmentSchema>;

/** What would be dropped in silence otherwise: copies go into `to`, the sender is the operator's to choose. */
const notHere = (message: string) => z.undefined({ error: message }).optional();

/** The options of `Fliplet.Communicate.sendEmail`, before variables are filled in. Options that it does not know are left. */
export const mailOptionsSchema = z.object(
  {
    to: z
      .preprocess((value) => (Array.isArray(value) || value == null ? value : [value]), z.array(oneRecipient))
      .refine((list) => list.length > 0, { error: "to must name at least one recipient." })
      .refine((list) => list.length <= MAIL_RECIPIENTS_MAX, {
        error: `A mail may have at most ${MAIL_RECIPIENTS_MAX} recipients. Send several, with batchSendEmail for instance.`,
      }),
    subject: text("subject must be a string.").nullish(),
    from_name: text("from_name must be a string.").nullish(),
    html: text("html must be a string.").nullish(),
    text: text("text must be a string.").nullish(),
    headers: z
      .record(z.string(), text("A header's value must be a string."))
      .refine((headers) => Object.keys(headers).length <= MAIL_HEADERS_MAX, {
        error: `A mail may have at most ${MAIL_HEADERS_MAX} headers of its own.`,
      })
      .nullish(),
    attachments: z
      .array(attachmentSchema)
      .max(MAIL_ATTACHMENTS_MAX, { error: `A mail may have at most ${MAIL_ATTACHMENTS_MAX} attachments.` })
      .nullish(),
    cc: notHere('There is no option cc: put the address into to, with type: "cc".'),
    bcc: notHere('There is no option bcc: put the address into to, with type: "bcc".'),
    from: notHere("The sender's address is set by the operator; from_name chooses the name beside it."),
    replyTo: notHere('There is no option replyTo: use headers: { "Reply-To": … }.'),
  },
  { error: "sendEmail needs an object of options: { to, subject, html }." },
);
export type MailOptions = z.infer<typeof mailOptionsSchema>;

/** What the guest sends for one mail. `data` is absent when the options hold no variables. */
export const sendEmailInput = z.object({
  options: mailOptionsSchema,
  data: z.unknown().optional(),
});
export type SendEmailInput = z.infer<typeof sendEmailInput>;

/** `Fliplet.Communicate.sendSMS({ data: { to, body } })`; the vendor's providers are the operator's webhook here. */
export const sendSmsInput = z.object(
  {
    data: z.object(
      {
        to: text("data.to must be a telephone number, e.g. +441234567890.").transform((value, ctx) => {
          const digits = value.replace(/[\s().-]/g, "");
          if (/^\+?[0-9]{5,15}$/.test(digits)) return digits;
          ctx.addIssue({
            code: "custom",
            message: `"${value.slice(0, 40)}" is no telephone number. Expected digits with the country's code, e.g. +441234567890.`,
          });
          return z.NEVER;
        }),
        body: text("data.body must be the text of the message.")
          .min(1, { error: "data.body must be the text of the message." })
          .max(SMS_BODY_LENGTH_MAX, {
            error: `The text of a message may have at most ${SMS_BODY_LENGTH_MAX} characters.`,
          }),
      },
      { error: "sendSMS needs { data: { to, body } }." },
    ),
  },
  { error: "sendSMS needs { data: { to, body } }." },
);
export type SendSmsInput = z.infer<typeof sendSmsInput>;
