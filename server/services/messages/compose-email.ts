import { randomUUID } from "node:crypto";
import { badInput } from "#domain/errors.ts";
import {
  MAIL_ATTACHMENT_BYTES_MAX,
  MAIL_BODY_LENGTH_MAX,
  MAIL_LINE_LENGTH_MAX,
  type MailAttachment,
  type MailOptions,
  type SendEmailInput,
} from "#domain/mail.ts";
import { hasControlCharacter, headerNameProblem, isMailAddress } from "#domain/mail-rules.ts";
import type { MessageRecipient, StoredAttachment } from "#domain/message.ts";
import type { AppContext } from "../../context.ts";
import { storableText } from "../storable.ts";
import type { MessageDraft } from "./reserve-message.ts";

const refuse = (field: string, message: string) => badInput("INVALID_INPUT", message, field);

/**
 * Fills the variables in and checks what comes out: nothing in it can add a header, a recipient or a sender of its own.
 *
 * @throws DomainError INVALID_INPUT that names the option at fault.
 */
export async function composeEmail(ctx: AppContext, { options, data }: SendEmailInput): Promise<MessageDraft> {
  const filled = data === undefined ? options : await fillIn(ctx, options, data);
  const html = bodyText("html", filled.html);
  const text = bodyText("text", filled.text);
  if (html === null && text === null) throw refuse("html", "A mail needs html or text.");
  return {
    channel: "email",
    recipients: recipients(filled),
    fromName: line("from_name", filled.from_name ?? "") || null,
    subject: line("subject", filled.subject ?? ""),
    body: html ?? "",
    text,
    headers: headers(filled),
    attachments: (filled.attachments ?? []).map(attachment).map(withinTotal()),
    messageId: `<${randomUUID()}@${ctx.messenger.domain}>`,
  };
}

/** Every text of the options as a template, but the contents of attachments. Only HTML gets its variables escaped. */
async function fillIn(ctx: AppContext, options: MailOptions, data: unknown): Promise<MailOptions> {
  const filled = structuredClone(options);
  const places: { field: string; holder: Record<string, unknown>; key: string }[] = [];
  const visit = (holder: object, key: string, field: string) => {
    const text = (holder as Record<string, unknown>)[key];
    if (typeof text === "string" && text.includes("{{"))
      places.push({ field, holder: holder as Record<string, unknown>, key });
  };
  for (const key of ["subject", "from_name", "html", "text"]) visit(filled, key, key);
  for (const [at, recipient] of filled.to.entries())
    for (const key of ["email", "name"]) visit(recipient, key, `to.${at}.${key}`);
  for (const name of Object.keys(filled.headers ?? {})) visit(filled.headers!, name, `headers.${name}`);
  for (const [at, file] of (filled.attachments ?? []).entries()) visit(file, "name", `attachments.${at}.name`);
  if (places.length === 0) return filled;

  for (const { field, holder, key } of places) bodyText(field, holder[key] as string);
  const texts = await ctx.messenger.render(
    ctx.appId,
    places.map(({ field, holder, key }) => ({ field, text: holder[key] as string, isHtml: field === "html" })),
    data,
  );
  for (const [at, { holder, key }] of places.entries()) holder[key] = texts[at]!;
  return filled;
}

function recipients({ to }: MailOptions): MessageRecipient[] {
  const seen = new Set<string>();
  return to.flatMap(({ email, name, type }, at) => {
    const address = email.trim();
    if (!isMailAddress(address))
      throw refuse(
        `to.${at}.email`,
        `"${address.slice(0, 100)}" is no mail address. Expected one, e.g. ann@example.org.`,
      );
    const checkedName = line(`to.${at}.name`, name ?? "");
    if (seen.has(address.toLowerCase())) return [];
    seen.add(address.toLowerCase());
    return [{ address, type, ...(checkedName && { name: checkedName }) }];
  });
}

function headers({ headers }: MailOptions): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const problem = headerNameProblem(name);
    if (problem) throw refuse(`headers.${name.slice(0, 80)}`, problem);
    checked[name] = line(`headers.${name}`, value);
  }
  return checked;
}

/** A text that stands in one line of the mail's head. */
function line(field: string, text: string): string {
  if (hasControlCharacter(text))
    throw refuse(
      field,
      `The option ${field} must be one line: line breaks and control characters could forge headers.`,
    );
  if (text.length > MAIL_LINE_LENGTH_MAX)
    throw refuse(field, `The option ${field} may have at most ${MAIL_LINE_LENGTH_MAX} characters.`);
  return storableText(text.trim());
}

function bodyText(field: string, text: string | null | undefined): string | null {
  if (text == null || text === "") return null;
  if (text.length > MAIL_BODY_LENGTH_MAX)
    throw refuse(
      field,
      `The option ${field} may have at most ${MAIL_BODY_LENGTH_MAX.toLocaleString("en")} characters.`,
    );
  return storableText(text);
}

const MIME_TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}(; ?[\w.+-]+=("[\w .+-]*"|[\w.+-]+))*$/;

function attachment({ name, type, content, encoding }: MailAttachment, at: number): StoredAttachment {
  const field = `attachments.${at}`;
  const checkedName = line(`${field}.name`, name).slice(0, 255);
  if (checkedName === "") throw refuse(`${field}.name`, "Each attachment needs a name, with its extension.");
  const contentType = type || "application/octet-stream";
  if (!MIME_TYPE.test(contentType))
    throw refuse(`${field}.type`, `"${contentType.slice(0, 80)}" is no MIME type. Expected one such as text/csv.`);
  const bytes = decoded(`${field}.content`, content, encoding);
  return { name: checkedName, contentType, bytes: bytes.length, content: bytes.toString("base64") };
}

function decoded(field: string, content: string, encoding: MailAttachment["encoding"]): Buffer {
  if (encoding === "utf8") return Buffer.from(content.toWellFormed(), "utf8");
  if (encoding === "binary") return Buffer.from(content, "latin1");
  const plain = content.replace(/\s+/g, "");
  const isRight = encoding === "hex" ? /^([0-9a-f]{2})*$/i.test(plain) : /^[A-Za-z0-9+/_-]*={0,2}$/.test(plain);
  if (!isRight) throw refuse(field, `The content of the attachment is not ${encoding}, as its encoding says.`);
  return Buffer.from(plain, encoding);
}

function withinTotal() {
  let total = 0;
  return (file: StoredAttachment): StoredAttachment => {
    total += file.bytes;
    if (total > MAIL_ATTACHMENT_BYTES_MAX)
      throw refuse(
        "attachments",
        `The attachments of a mail may have at most ${MAIL_ATTACHMENT_BYTES_MAX / 1_048_576} MiB together.`,
      );
    return file;
  };
}
