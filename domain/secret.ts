import { z } from "zod";
import { plainTextSchema } from "./schema.ts";

/**
 * - `secret`: masked in every line, result and error; never shown again.
 * - `variable`: shown and edited in the open, encrypted at rest all the same.
 * - `user-key`: signs the user tokens of an app; handlers never see it.
 * - `push-key`: signs an app's push messages (VAPID); handlers never see it.
 */
export const SECRET_KINDS = ["secret", "variable", "user-key", "push-key"] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/** The kinds that people keep by name. */
export const VALUE_KINDS = ["secret", "variable"] as const satisfies readonly SecretKind[];
export type ValueKind = (typeof VALUE_KINDS)[number];

export const SECRET_NAME_LENGTH_MAX = 64;
/** Of one value, in UTF-8. */
export const SECRET_BYTES_MAX = 32_768;
/** Of all of an app's values together: every run gets the variables, and every line is searched for the secrets. */
export const SECRETS_BYTES_MAX = 262_144;
/** Secrets and variables of one app. */
export const SECRETS_PER_APP_MAX = 100;
/** A shorter one would be masked in every second word. */
export const SECRET_LENGTH_MIN = 4;

/** What `Fliplet.Env.get` answers by itself; a variable must not stand in its way. */
export const BUILT_IN_ENV_KEYS = [
  "appId",
  "masterAppId",
  "pageId",
  "organizationId",
  "environment",
  "apiUrl",
  "taskId",
  "taskName",
  "runId",
  "trigger",
  "fireAt",
  "session",
] as const;

/** Case matters: `Key` and `key` are two names. */
export const secretNameSchema = z
  .string({ error: "A secret or variable needs a name." })
  .min(1, { error: "A secret or variable needs a name." })
  .max(SECRET_NAME_LENGTH_MAX, { error: `The name may have at most ${SECRET_NAME_LENGTH_MAX} characters.` })
  .regex(/^[A-Za-z0-9_]*$/, {
    error: "Only letters (A-Z, a-z), numbers and underscores are allowed in the name, e.g. MAIL_API_KEY.",
  })
  .refine((name) => !(BUILT_IN_ENV_KEYS as readonly string[]).includes(name), {
    error: "Fliplet.Env.get answers this name by itself. Choose another one.",
  });

const kindSchema = z.enum(VALUE_KINDS, { error: 'kind must be "secret" or "variable".' });
const BYTES_TEXT = `The value may have at most ${SECRET_BYTES_MAX.toLocaleString("en")} bytes.`;

export const setSecretInput = z
  .strictObject({
    name: secretNameSchema,
    kind: kindSchema,
    value: plainTextSchema(SECRET_BYTES_MAX, BYTES_TEXT)
      .min(1, { error: "The value must not be empty." })
      .refine((value) => value.isWellFormed(), { error: "The value holds half a character: a lone surrogate." })
      .refine((value) => new TextEncoder().encode(value).length <= SECRET_BYTES_MAX, { error: BYTES_TEXT }),
  })
  .refine(({ kind, value }) => kind !== "secret" || value.length >= SECRET_LENGTH_MIN, {
    path: ["value"],
    error: `A secret needs at least ${SECRET_LENGTH_MIN} characters: a shorter one could not be masked in the log. Keep it as a variable if it is none.`,
  });
export type SetSecretInput = z.infer<typeof setSecretInput>;

export const secretRefInput = z.strictObject({ name: secretNameSchema, kind: kindSchema });
export type SecretRefInput = z.infer<typeof secretRefInput>;

/** A secret or variable as the studio lists it; times are ISO 8601 UTC. */
export interface SecretInfo {
  name: string;
  kind: ValueKind;
  /** Of a variable; null for every secret, and for a variable that no key at hand opens. */
  value: string | null;
  /** False when the server no longer has the key that the value was encrypted with: it has to be set again. */
  isReadable: boolean;
  updatedAt: string;
  updatedBy: string | null;
  /** When a run last read the secret, to the minute; null for variables, which every run is given. */
  lastReadAt: string | null;
}
