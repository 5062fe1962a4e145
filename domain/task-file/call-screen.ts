import type { HttpCall } from "./http-call.ts";

/** The code of a screen that makes the call, and fails when the answer is no success. */
export function callScreen(
  call: Pick<HttpCall, "url" | "method" | "headers" | "body">,
  origin: string,
  secret?: string,
): string {
  const { url, method, body } = call;
  const headers = Object.entries(call.headers).map(([name, value]) => `      ${quoted(name)}: ${quoted(value)},`);
  if (secret) headers.push(`      authorization: \`Bearer \${await Fliplet.App.Secrets.get(${quoted(secret)})}\`,`);
  const options = [
    `    method: ${quoted(method)},`,
    ...(headers.length > 0 ? ["    headers: {", ...headers, "    },"] : []),
    ...(body === null ? [] : [`    body: ${quoted(body)},`]),
  ];
  return [
    `// ${origin.replace(/[\r\n\u2028\u2029]+/g, " ")}`,
    "Fliplet.Page.onRemoteExecution(async () => {",
    `  const response = await fetch(${quoted(url)}, {`,
    ...options,
    "  });",
    "  const text = await response.text();",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the screen's template.
    "  if (!response.ok) throw new Error(`HTTP status ${response.status}: ${text.slice(0, 500)}`);",
    "  console.log('answered', response.status, text.slice(0, 500));",
    "  return { status: response.status };",
    "});",
    "",
  ].join("\n");
}

/** A text as JavaScript writes it. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/** Names for what calls an address: a task's, and a screen's. */
export function namesFor({ url, method }: Pick<HttpCall, "url" | "method">): { task: string; screen: string } {
  const { host, pathname } = new URL(url);
  const place = `${host}${pathname === "/" ? "" : pathname}`;
  const task = place
    .toLowerCase()
    .replace(/^www\./, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  return {
    task: task || "call",
    screen: `${method === "GET" ? "Call" : method} ${place}`.replace(/\p{Cc}/gu, "").slice(0, 100),
  };
}
