// Sends new rows of the data source "Leads" to another system's HTTP API. Set on the Secrets page:
//   the variable LEADS_URL: where the other system takes them, e.g. https://crm.example.com/hooks/leads
//   the secret LEADS_SECRET: what both sides sign with, whsec_ and the base64 of at least 24 random bytes
// Each request is signed as Standard Webhooks (https://www.standardwebhooks.com) say, and carries the same webhook-id
// whenever the same lead is sent again, so that the other side can tell a repeat.
Fliplet.Page.onRemoteExecution(async () => {
  const url = Fliplet.Env.get("LEADS_URL");
  if (!url) throw new Error("Set the variable LEADS_URL on the Secrets page: the address that takes the leads.");
  const secret = await Fliplet.App.Secrets.get("LEADS_SECRET");
  const key = await crypto.subtle.importKey(
    "raw",
    Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (char) => char.charCodeAt(0)),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );

  const leads = await Fliplet.DataSources.connectByName("Leads");
  const waiting = await leads.find({ where: { Sent: null }, order: [["id", "ASC"]], limit: 100 });
  for (const lead of waiting) {
    const answer = await send(url, key, lead);
    await leads.update(lead.id, { Sent: new Date().toISOString(), Reference: answer.id ?? null });
    console.log(`Sent lead ${lead.id} (${lead.data.Company})`);
  }
  if (waiting.length === 0) console.log("No new leads");
  return { sent: waiting.length };
});

async function send(url, key, { id, data }) {
  const webhookId = `lead-${Fliplet.Env.get("appId")}-${id}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const { Sent, Reference, ...lead } = data;
  const body = JSON.stringify({ type: "lead.created", timestamp: new Date().toISOString(), data: { id, ...lead } });
  const signed = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${webhookId}.${timestamp}.${body}`));
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": webhookId,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}`,
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  // What was sent before stays marked as sent; this one and the rest go with the next attempt.
  if (!response.ok) throw new Error(`The other system answered lead ${id} with ${response.status}.`);
  return response.json().catch(() => ({}));
}
