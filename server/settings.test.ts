import { expect, it } from "vitest";
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
