import { fetch } from "undici";
import type { OutgoingSms } from "../../context.ts";
import { HandOverError } from "./hand-over-error.ts";
import { webhookKey, webhookSignature } from "./webhook-signature.ts";

/** From the first byte sent to the answer's head, ms. */
const TIMEOUT_MS = 15_000;

/**
 * Hands text messages to the webhook that the operator set, signed. The operator chose the address, so it may be private.
 *
 * @param now epoch ms
 */
export function createSmsWebhook(url: string, secret: string, now: () => number) {
  const key = webhookKey(secret);
  return async ({ messageId, appId, to, body }: OutgoingSms): Promise<void> => {
    const timestampS = Math.floor(now() / 1_000);
    const json = JSON.stringify({
      type: "sms.send",
      timestamp: new Date(timestampS * 1_000).toISOString(),
      data: { to, body, appId },
    });
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": messageId,
        "webhook-timestamp": String(timestampS),
        "webhook-signature": webhookSignature(key, messageId, timestampS, json),
      },
      body: json,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw explain(error);
    });
    await response.body?.cancel();
    if (!response.ok) throw new HandOverError(`The SMS webhook answered with ${response.status}.`, false);
  };
}

/** Codes of a connection that never came to be: the webhook has not seen the request. */
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function explain(error: unknown): HandOverError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: string };
    if (code && NEVER_CONNECTED.has(code))
      return new HandOverError(`The SMS webhook could not be reached (${code}).`, false);
  }
  return new HandOverError("The SMS webhook took the message and gave no answer, so it may have gone.", true);
}
