import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PROJECT_ROOT } from "#scripts/lib/project-root.ts";
import { readSettings } from "./settings.ts";

const REQUIRED = {
  DATABASE_URL: "postgres://localhost/app_tasks",
  CRON_SECRET: "sixteen-characters-long",
  SECRET_KEY: "thirty-two-characters-or-more-0123456789",
};

it("needs nothing but the database and the secrets", () => {
  expect(readSettings(REQUIRED)).toMatchObject({
    PORT: 3000,
    ROLE: "all",
    TICKER: "on",
    DEMO: "on",
    publicUrl: "http://localhost:3000",
  });
});

it("takes an empty variable as one that is not set", () => {
  expect(readSettings({ ...REQUIRED, PUBLIC_URL: "", EGRESS_ALLOW: "" })).toMatchObject({ EGRESS_ALLOW: "" });
});

it("fails closed without a secret or with one that can be guessed", () => {
  for (const CRON_SECRET of [undefined, "", "short"])
    expect(() => readSettings({ ...REQUIRED, CRON_SECRET })).toThrow("CRON_SECRET");
});

it("holds no secret that would be taken: what the sample file says, uncommented, does not start", () => {
  const sample = readFileSync(join(PROJECT_ROOT, ".env.example"), "utf8");
  const settings = Object.fromEntries(
    [...sample.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(Object.keys(settings)).toContain("CRON_SECRET");
  expect(() => readSettings(settings)).toThrow(/CRON_SECRET[\s\S]*SECRET_KEY/);
  expect([settings.SETUP_TOKEN, settings.ADMIN_PASSWORD]).toEqual(["", ""]);
});

it("names every setting that is wrong and never quotes a value", () => {
  const read = () => readSettings({ ...REQUIRED, ROLE: "boss", SECRET_KEY: "hunter2" });
  expect(read).toThrow(/ROLE[\s\S]*SECRET_KEY|SECRET_KEY[\s\S]*ROLE/);
  expect(read).not.toThrow("hunter2");
});

it("knows its address on Vercel, and drops a slash at the end", () => {
  expect(readSettings({ ...REQUIRED, VERCEL_PROJECT_PRODUCTION_URL: "tasks.example.org" }).publicUrl).toBe(
    "https://tasks.example.org",
  );
  expect(readSettings({ ...REQUIRED, PUBLIC_URL: "https://tasks.example.org/" }).publicUrl).toBe(
    "https://tasks.example.org",
  );
});

it.each([
  [{ SMTP_URL: "smtp://mail.example.org" }, "MAIL_FROM"],
  [{ SMTP_URL: "https://mail.example.org", MAIL_FROM: "a@example.org" }, "SMTP_URL"],
  [{ SMTP_URL: "smtp://mail.example.org", MAIL_FROM: "nobody" }, "MAIL_FROM"],
  [{ VAPID_SUBJECT: "push@example.org" }, "VAPID_SUBJECT"],
  [{ SMS_WEBHOOK_URL: "https://sms.example.org" }, "SMS_WEBHOOK_SECRET"],
  [{ SMS_WEBHOOK_URL: "https://sms.example.org", SMS_WEBHOOK_SECRET: "whsec_c2hvcnQ=" }, "SMS_WEBHOOK_SECRET"],
])("%j is refused for its %s", (settings, name) => {
  expect(() => readSettings({ ...REQUIRED, ...settings })).toThrow(name);
});

it("takes a mail server with a named sender", () => {
  const settings = { SMTP_URL: "smtps://user:pw@mail.example.org", MAIL_FROM: "App Tasks <tasks@example.org>" };
  expect(readSettings({ ...REQUIRED, ...settings })).toMatchObject(settings);
});

it.each([
  [{}, "mailto:postmaster@localhost"],
  [{ PUBLIC_URL: "https://tasks.example.org" }, "https://tasks.example.org"],
  [{ PUBLIC_URL: "https://tasks.example.org", MAIL_FROM: "Desk <desk@example.org>" }, "mailto:desk@example.org"],
  [{ MAIL_FROM: "desk@example.org", VAPID_SUBJECT: "mailto:push@example.org" }, "mailto:push@example.org"],
])("with %j push services may turn to %s", (settings, subject) => {
  expect(readSettings({ ...REQUIRED, ...settings }).vapidSubject).toBe(subject);
});
