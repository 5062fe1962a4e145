import { availableParallelism } from "node:os";
import { z } from "zod";
import { hasControlCharacter, isMailAddress, parseSender } from "#domain/mail-rules.ts";
import { webhookKey } from "./services/messages/webhook-signature.ts";

const onOff = z.enum(["on", "off"]);

/** Every setting, and its default. `.env.example` says what each is for. */
const schema = z
  .object({
    DATABASE_URL: z
      .string()
      .min(1, { error: "DATABASE_URL is not set; `npm start` sets it for the embedded database." }),
    /** Connections at the most in each of two pools, the system's and the tenants'. */
    DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(12),
    /** How long a start waits for a database that is away, seconds. */
    DATABASE_WAIT_S: z.coerce.number().int().min(0).default(300),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    /** Address that people and other programs reach us at; links and the auth cookie depend on it. */
    PUBLIC_URL: z.url().optional(),
    /** Interface to listen on; all of them when absent. */
    HOST: z.string().optional(),
    /** How many proxies of the operator's stand before us, each adding an address to X-Forwarded-For. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    ROLE: z.enum(["all", "web", "worker"]).default("all"),
    TICKER: onOff.default("on"),
    CRON_SECRET: z.string().min(16, { error: "CRON_SECRET must have at least 16 characters." }),
    SECRET_KEY: z.string().min(32, { error: "SECRET_KEY must have at least 32 characters." }),
    SECRET_KEY_PREVIOUS: z
      .string()
      .default("")
      .transform((keys) =>
        keys
          .split(",")
          .map((key) => key.trim())
          .filter(Boolean),
      ),
    ADMIN_EMAIL: z.email().optional(),
    ADMIN_PASSWORD: z.string().min(8).optional(),
    SETUP_TOKEN: z.string().min(16).optional(),
    DEMO: onOff.default("on"),
    /** Without one, mails stay in the outbox. */
    SMTP_URL: z
      .url({
        protocol: /^smtps?$/,
        error: "SMTP_URL must be smtp://… or smtps://…, with user and password if need be.",
      })
      .optional(),
    MAIL_FROM: z.string().optional(),
    /** Without one, text messages stay in the outbox. */
    SMS_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    SMS_WEBHOOK_SECRET: z.string().optional(),
    /** Whom push services may turn to. */
    VAPID_SUBJECT: z
      .string()
      .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, {
        error: "VAPID_SUBJECT must be mailto:… or https://…, e.g. mailto:tasks@example.org.",
      })
      .optional(),
    EGRESS_ALLOW: z.string().default(""),
    SANDBOX_SIZE: z.coerce.number().int().min(2).max(64).default(Math.max(4, availableParallelism())),
    SANDBOX_ISOLATION: z.enum(["shared", "tenant"]).default("shared"),
    SANDBOX_JIT: onOff.default("on"),
    /** Path of Chromium or Chrome; looked for when absent. */
    BROWSER_EXECUTABLE: z.string().optional(),
    BROWSER_SIZE: z.coerce.number().int().min(1).max(32).default(2),
    BROWSER_SANDBOX: onOff.default("on"),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .superRefine((settings, ctx) => {
    const refuse = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    const { SMTP_URL, MAIL_FROM, SMS_WEBHOOK_URL, SMS_WEBHOOK_SECRET } = settings;
    if (SMTP_URL && !MAIL_FROM) refuse("MAIL_FROM", "MAIL_FROM must say whom mails are from when SMTP_URL is set.");
    if (MAIL_FROM && (hasControlCharacter(MAIL_FROM) || !isMailAddress(parseSender(MAIL_FROM).address)))
      refuse("MAIL_FROM", "MAIL_FROM must be an address, or a name and an address: App Tasks <tasks@example.org>.");
    if (SMS_WEBHOOK_URL && !SMS_WEBHOOK_SECRET)
      refuse("SMS_WEBHOOK_SECRET", "SMS_WEBHOOK_SECRET must be set when SMS_WEBHOOK_URL is.");
    if (SMS_WEBHOOK_SECRET) {
      try {
        webhookKey(SMS_WEBHOOK_SECRET);
      } catch (error) {
        refuse("SMS_WEBHOOK_SECRET", (error as Error).message);
      }
    }
  });

export type Settings = z.infer<typeof schema> & {
  publicUrl: string;
  /** VAPID_SUBJECT, or what can stand for it. */
  vapidSubject: string;
};

/**
 * Reads the settings from the environment; the only reader of process.env.
 *
 * @throws Error with one line a setting that is wrong; values are never quoted, since some are secrets.
 */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The settings are not right:\n${lines.join("\n")}`);
  }
  const settings = parsed.data;
  const vercel = given.VERCEL_PROJECT_PRODUCTION_URL;
  const publicUrl = settings.PUBLIC_URL ?? (vercel ? `https://${vercel}` : `http://localhost:${settings.PORT}`);
  return { ...settings, publicUrl: publicUrl.replace(/\/$/, ""), vapidSubject: vapidSubjectOf(settings, publicUrl) };
}

/** Push services take https and mailto addresses only. */
function vapidSubjectOf({ VAPID_SUBJECT, MAIL_FROM }: z.infer<typeof schema>, publicUrl: string): string {
  if (VAPID_SUBJECT) return VAPID_SUBJECT;
  if (MAIL_FROM) return `mailto:${parseSender(MAIL_FROM).address}`;
  return publicUrl.startsWith("https:") ? publicUrl : `mailto:postmaster@${new URL(publicUrl).hostname}`;
}
