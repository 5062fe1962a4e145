/** What the mail system gives a meaning of its own: who sends, who receives, how the mail is built and signed. */
const FORBIDDEN_HEADERS: ReadonlySet<string> = new Set([
  "apparently-to",
  "authentication-results",
  "bcc",
  "bounces-to",
  "cc",
  "date",
  "delivered-to",
  "domainkey-signature",
  "envelope-from",
  "envelope-to",
  "errors-to",
  "from",
  "message-id",
  "mime-version",
  "received",
  "received-spf",
  "return-path",
  "return-receipt-to",
  "sender",
  "subject",
  "to",
  "x-envelope-from",
  "x-envelope-to",
  "x-original-to",
  "x-receiver",
  "x-sender",
]);

/** Families of such headers, and those by which mail services take orders (recipients, templates, accounts). */
const FORBIDDEN_PREFIXES = [
  "arc-",
  "bimi-",
  "content-",
  "dkim-",
  "resent-",
  "x-google-",
  "x-mailgun-",
  "x-mc-",
  "x-mj-",
  "x-msys-",
  "x-pm-",
  "x-ses-",
  "x-smtpapi",
  "x-sg-",
];

const HEADER_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,75}$/;

/** Why a mail may not carry a header of this name; null when it may. */
export function headerNameProblem(name: string): string | null {
  const lower = name.toLowerCase();
  if (!HEADER_NAME.test(name))
    return `"${name.slice(0, 80)}" is no name of a header: letters, digits and hyphens only.`;
  if (FORBIDDEN_HEADERS.has(lower) || FORBIDDEN_PREFIXES.some((prefix) => lower.startsWith(prefix)))
    return `A mail may not set the header ${name}: it says who sends, who receives or how the mail is built. Reply-To and X-… headers of your own are free.`;
  return null;
}

/** Whether a text could break out of its header: line breaks, and every other control character but the tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
export const hasControlCharacter = (text: string) => /[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029]/.test(text);

const LOCAL_PART = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** Whether it is one plain mail address: no name, no list, no comment, no quoted or numeric form. */
export function isMailAddress(text: string): boolean {
  if (text.length > 254) return false;
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  return at > 0 && local.length <= 64 && LOCAL_PART.test(local) && DOMAIN.test(domain) && !/^[\d.]+$/.test(domain);
}

export interface MailSender {
  name: string | null;
  address: string;
}

/** Reads MAIL_FROM: an address, or `Name <address>`. */
export function parseSender(text: string): MailSender {
  const named = /^\s*(?:"([^"]*)"|([^<"]*?))\s*<([^<>]+)>\s*$/.exec(text);
  return named
    ? { name: named[1] ?? (named[2] || null), address: named[3]!.trim() }
    : { name: null, address: text.trim() };
}
