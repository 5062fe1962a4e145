import type { SecretInfo } from "#domain/secret.ts";

/** How a screen reads them, with the app's own names where it has some. */
export function readingSample(secrets: readonly SecretInfo[]): string {
  const first = (kind: SecretInfo["kind"], instead: string) =>
    secrets.find((secret) => secret.kind === kind)?.name ?? instead;
  return `Fliplet.Page.onRemoteExecution(async function (payload) {
  // A secret comes by a promise; in logs and results it reads [secret NAME].
  const key = await Fliplet.App.Secrets.get('${first("secret", "API_KEY")}');
  // A variable is at hand.
  const region = Fliplet.Env.get('${first("variable", "REGION")}');

  const response = await fetch('https://api.example.org/' + region, {
    headers: { Authorization: 'Bearer ' + key },
  });
  return response.status;
});
`;
}
