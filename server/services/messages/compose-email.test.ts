import { expect, it } from "vitest";
import { mailOptionsSchema } from "#domain/mail.ts";
import type { AppContext } from "../../context.ts";
import { composeEmail } from "./compose-email.ts";

/** Stands for the process that fills templates in: `{{word}}` and nothing else. */
const ctx = {
  appId: 1,
  messenger: {
    domain: "example.org",
    render: async (_app: number, templates: { text: string }[], data: Record<string, string>) =>
      templates.map(({ text }) => text.replace(/\{\{(\w+)\}\}/g, (_, word) => data[word] ?? "")),
  },
} as unknown as AppContext;

const compose = (options: unknown, data?: unknown) =>
  composeEmail(ctx, { options: mailOptionsSchema.parse(options), ...(data !== undefined && { data }) });

const MAIL = { to: "ann@example.org", subject: "Hi", html: "<p>Hi</p>" };

it("fills variables into every text, and into no content of an attachment", async () => {
  const mail = await compose(
    {
      to: [{ email: "{{mail}}", name: "{{name}}" }],
      subject: "For {{name}}",
      from_name: "{{name}} Ltd",
      html: "<p>{{name}}</p>",
      text: "{{name}}",
      headers: { "X-Who": "{{name}}" },
      attachments: [{ name: "{{name}}.txt", content: "{{name}}" }],
    },
    { mail: "ann@example.org", name: "Ann" },
  );
  expect(mail).toMatchObject({
    recipients: [{ address: "ann@example.org", name: "Ann", type: "to" }],
    subject: "For Ann",
    fromName: "Ann Ltd",
    body: "<p>Ann</p>",
    text: "Ann",
    headers: { "X-Who": "Ann" },
  });
  expect(mail.attachments[0]).toMatchObject({ name: "Ann.txt", bytes: 8 });
  expect(Buffer.from(mail.attachments[0]!.content, "base64").toString()).toBe("{{name}}");
});

it("leaves braces alone when there is no data", async () => {
  expect((await compose({ ...MAIL, html: "{{kept}}" })).body).toBe("{{kept}}");
});

it("takes recipients as text, list and objects, each address once", async () => {
  const { recipients } = await compose({
    ...MAIL,
    to: [
      "ann@example.org",
      { email: "bob@example.org", type: "bcc" },
      "ANN@example.org",
      { email: "c@example.org", name: "" },
    ],
  });
  expect(recipients).toEqual([
    { address: "ann@example.org", type: "to" },
    { address: "bob@example.org", type: "bcc" },
    { address: "c@example.org", type: "to" },
  ]);
});

it.each([
  ["subject", { subject: "Hi\r\nBcc: eve@example.org" }],
  ["from_name", { from_name: "Ann\nBcc: eve@example.org" }],
  ["to.0.name", { to: [{ email: "ann@example.org", name: "Ann\r\nBcc: eve@example.org" }] }],
  ["to.0.email", { to: "ann@example.org\r\nRCPT TO:<eve@example.org>" }],
  ["headers.X-A", { headers: { "X-A": "1\r\nBcc: eve@example.org" } }],
  ["headers.X-A\r\nBcc", { headers: { "X-A\r\nBcc": "eve@example.org" } }],
  ["headers.Bcc", { headers: { Bcc: "eve@example.org" } }],
  ["headers.From", { headers: { From: "boss@example.org" } }],
  ["attachments.0.name", { attachments: [{ name: "a\r\nX: y", content: "" }] }],
  ["attachments.0.type", { attachments: [{ name: "a", type: "text/plain\r\nX: y", content: "" }] }],
  ["attachments.0.content", { attachments: [{ name: "a", encoding: "base64", content: "not base64!" }] }],
  ["attachments.0.content", { attachments: [{ name: "a", encoding: "hex", content: "abc" }] }],
  ["attachments", { attachments: Array(11).fill({ name: "a", content: "x".repeat(1_048_576) }) }],
  ["html", { html: "" }],
  ["html", { html: "x".repeat(2_000_001) }],
])("refuses a forged or oversized %s", async (field, options) => {
  await expect(compose({ ...MAIL, ...options })).rejects.toMatchObject({ status: "INVALID_INPUT", field });
});

it("refuses a line break that only a variable brings in", async () => {
  await expect(compose({ ...MAIL, subject: "{{s}}" }, { s: "a\r\nBcc: eve@example.org" })).rejects.toMatchObject({
    field: "subject",
  });
});

it.each([
  [{ ...MAIL, to: [] }, "at least one"],
  [{ ...MAIL, to: Array(51).fill("ann@example.org") }, "50 recipients"],
  [{ ...MAIL, cc: "bob@example.org" }, "There is no option cc"],
  [{ ...MAIL, to: [{ email: "ann@example.org", type: "copy" }] }, "to"],
  [null, "object of options"],
])("refuses %j", (options, words) => {
  expect(mailOptionsSchema.safeParse(options).error?.issues[0]?.message).toContain(words);
});

it("decodes attachments as their encoding says", async () => {
  const { attachments } = await compose({
    ...MAIL,
    attachments: [
      { name: "a", content: "ä" },
      { name: "b", content: "aGk=", encoding: "base64" },
      { name: "c", content: "6869", encoding: "hex" },
      { name: "d", content: "\u00ff", encoding: "binary" },
    ],
  });
  expect(attachments.map(({ content }) => Buffer.from(content, "base64").toString("hex"))).toEqual([
    "c3a4",
    "6869",
    "6869",
    "ff",
  ]);
});
