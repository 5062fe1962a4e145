import { describe, expect, it } from "vitest";
import { hasControlCharacter, headerNameProblem, isMailAddress, parseSender } from "./mail-rules.ts";

describe("isMailAddress", () => {
  it.each([
    "ann@example.org",
    "a.b+c@mail.example.co.uk",
    "o'neil@example.org",
    "jürgen@bücher.example",
    "x@1and1.example",
  ])("takes %s", (address) => {
    expect(isMailAddress(address)).toBe(true);
  });

  it.each([
    "",
    "ann",
    "@example.org",
    "ann@",
    "ann@localhost",
    "ann@@example.org",
    "a,b@example.org",
    "ann@example.org, bob@example.org",
    "ann@example.org\r\nBcc: eve@example.org",
    "Ann <ann@example.org>",
    "ann@[127.0.0.1]",
    "ann@127.0.0.1",
    ".ann@example.org",
    "a..b@example.org",
    '"quoted"@example.org',
    "ann@-example.org",
    "ann@exa mple.org",
    `${"a".repeat(65)}@example.org`,
    `ann@${"a".repeat(64)}.org`,
  ])("refuses %j", (address) => {
    expect(isMailAddress(address)).toBe(false);
  });
});

describe("headerNameProblem", () => {
  it.each(["Reply-To", "X-My-Id", "List-Unsubscribe", "In-Reply-To", "References", "Importance"])(
    "takes %s",
    (name) => {
      expect(headerNameProblem(name)).toBeNull();
    },
  );

  it.each([
    "From",
    "FROM",
    "to",
    "Cc",
    "BCC",
    "Sender",
    "Return-Path",
    "DKIM-Signature",
    "Content-Type",
    "Received",
    "Resent-To",
    "Message-ID",
    "X-SMTPAPI",
    "X-SES-CONFIGURATION-SET",
    "X-Mailgun-Variables",
    "Bcc\r\nX",
    "X-A: b",
    "",
    " From",
    "X_Y",
  ])("refuses %j", (name) => {
    expect(headerNameProblem(name)).not.toBeNull();
  });
});

it.each(["a\rb", "a\nb", "a\u0000b", "a\u2028b", "a\u0085b", "\u007f"])("%j could break out of a header", (text) => {
  expect(hasControlCharacter(text)).toBe(true);
});

it("reads a sender with and without a name", () => {
  expect(parseSender("a@example.org")).toEqual({ name: null, address: "a@example.org" });
  expect(parseSender("App Tasks <a@example.org>")).toEqual({ name: "App Tasks", address: "a@example.org" });
  expect(parseSender('"Tasks, Inc." <a@example.org>')).toEqual({ name: "Tasks, Inc.", address: "a@example.org" });
});
