import { WEBHOOK_TOLERANCE_S, type WebhookKind } from "#domain/webhook.ts";
import { hmac, isSame, signingKey } from "../webhook-key.ts";

/** A call as it arrived: the body to the letter, since that is what is signed. */
export interface HookCall {
  headers: Headers;
  body: Buffer;
}

/**
 * `id` names the call where its sender did, so that a repeat can be told; `refusal` is a sentence for the owner, and
 * `fault` one for a sender who has the key.
 */
export type Verdict = { id: string | null } | { refusal: string } | { fault: string };

/** Signatures that one header may hold: a sender that rotates its keys sends two. */
const SIGNATURES_MAX = 10;
const ID_LENGTH_MAX = 150;

/**
 * Whether a call comes from who has the key: signed as Standard Webhooks 1.0 says or as GitHub signs, or with the key in
 * a header.
 *
 * @param now the time that decides how old a signature may be
 */
export function verifyCall(kind: WebhookKind, secret: string, call: HookCall, now: Date): Verdict {
  if (kind === "key") return verifyKey(secret, call);
  if (call.headers.has("webhook-signature")) return verifyStandard(secret, call, now);
  if (call.headers.has("x-hub-signature-256")) return verifyHub(secret, call);
  return { refusal: "The call was not signed: it has neither webhook-signature nor x-hub-signature-256." };
}

function verifyKey(secret: string, { headers }: HookCall): Verdict {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const given = bearer ?? headers.get("x-webhook-key");
  if (!given) return { refusal: "The call carried no key: neither Authorization: Bearer nor x-webhook-key." };
  if (!isSame(given, secret)) return { refusal: "The call carried a key that is not the webhook's." };
  return idOf(headers.get("webhook-id") ?? headers.get("idempotency-key"));
}

function verifyStandard(secret: string, { headers, body }: HookCall, now: Date): Verdict {
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  if (!id || !timestamp) return { refusal: "The call lacked webhook-id or webhook-timestamp." };
  const expected = `v1,${hmac(signingKey(secret), `${id}.${timestamp}.`, body).toString("base64")}`;
  const given = headers.get("webhook-signature")!.split(" ").slice(0, SIGNATURES_MAX);
  // All are compared, so that the time does not tell which was right.
  const isSigned = given.map((signature) => isSame(signature, expected)).includes(true);
  if (!isSigned) return { refusal: "The signature was not right: another key, or a body that was changed." };
  // Only now: a time that nobody signed says nothing.
  const ageS = /^\d{1,12}$/.test(timestamp) ? now.getTime() / 1_000 - Number(timestamp) : Number.NaN;
  if (!(Math.abs(ageS) <= WEBHOOK_TOLERANCE_S))
    return { refusal: `The call was signed more than ${WEBHOOK_TOLERANCE_S / 60} minutes before or after it arrived.` };
  return idOf(id);
}

/** GitHub's signature covers the body alone: neither a time nor the delivery's id. */
function verifyHub(secret: string, { headers, body }: HookCall): Verdict {
  // The secret is typed into the sender's settings as it is shown, so its text is the key.
  const expected = `sha256=${hmac(Buffer.from(secret), body).toString("hex")}`;
  if (!isSame(headers.get("x-hub-signature-256")!, expected))
    return { refusal: "The signature was not right: another key, or a body that was changed." };
  return idOf(headers.get("x-github-delivery"));
}

function idOf(id: string | null): Verdict {
  if (id !== null && (id.length > ID_LENGTH_MAX || !/^[\x21-\x7e]*$/.test(id)))
    return {
      fault: `The call's id is longer than ${ID_LENGTH_MAX} characters, or holds others than ASCII without spaces.`,
    };
  return { id: id || null };
}
