import type { WebhookKind } from "#domain/webhook-values.ts";

interface KindTexts {
  label: string;
  hint: string;
  /** What is shown once. */
  secretName: string;
}

export const KIND_TEXTS: Record<WebhookKind, KindTexts> = {
  hmac: {
    label: "Signed",
    hint: "Each call is signed with the secret, as Standard Webhooks or GitHub do it. A call that was changed, or sent again later, is refused.",
    secretName: "Signing secret",
  },
  key: {
    label: "Key",
    hint: "Each call carries the key in a header. For systems that cannot sign; whoever sees a call can make another.",
    secretName: "Key",
  },
};

/** How to call a webhook from a shell; the key itself is not in it. */
export function callSample(url: string, kind: WebhookKind): string {
  if (kind === "key") {
    return `curl -X POST "${url}" \\
  -H "X-Webhook-Key: $WEBHOOK_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"order": 7}'`;
  }
  return `id="msg_$(openssl rand -hex 8)"; at="$(date +%s)"; body='{"order": 7}'
key="$(printf %s "\${WEBHOOK_SECRET#whsec_}" | base64 -d | xxd -p -c 256)"
signature="$(printf %s "$id.$at.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)"
curl -X POST "${url}" \\
  -H "Content-Type: application/json" \\
  -H "webhook-id: $id" -H "webhook-timestamp: $at" -H "webhook-signature: v1,$signature" \\
  -d "$body"`;
}
