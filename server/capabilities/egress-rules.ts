/** One exception an operator made to what `fetch` may reach. */
export type EgressRule =
  /** Any path on this host; `port` null means any port. */
  | { kind: "host"; hostname: string; port: number | null }
  /** Exactly this origin, and paths that start with `pathPrefix`. */
  | { kind: "url"; origin: string; pathPrefix: string };

const DEFAULT_PORTS: Record<string, number> = { "http:": 80, "https:": 443 };

/** The port a request to this address goes to. */
export const portOf = (url: URL): number => (url.port === "" ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port));

/**
 * Reads the setting EGRESS_ALLOW: entries separated by commas or white
 * space, each `host`, `host:port` (IPv6 in brackets) or a full
 * `http(s)://…` address, which allows that origin from that path down.
 * @throws Error that names the entry it cannot read
 */
export function parseEgressAllow(text: string): EgressRule[] {
  return text
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(parseEntry);
}

/** Whether an operator's rule covers this address, so that it may be private or on an unusual port. */
export function isAllowedByRule(url: URL, rules: readonly EgressRule[]): boolean {
  return rules.some((rule) =>
    rule.kind === "url"
      ? rule.origin === url.origin && isUnder(url.pathname, rule.pathPrefix)
      : rule.hostname === url.hostname && (rule.port === null || rule.port === portOf(url)),
  );
}

/** `/feeds` covers `/feeds` and `/feeds/a`, not `/feedsecret`. */
function isUnder(path: string, prefix: string): boolean {
  // An encoded slash or dot may mean something else to the server than to us.
  if (/%2e|%2f|%5c/i.test(path)) return false;
  return path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`);
}

function parseEntry(entry: string): EgressRule {
  const isUrl = /^https?:\/\//i.test(entry);
  const url = URL.parse(isUrl ? entry : `http://${entry}`);
  const isBare = url?.pathname === "/" && url.search === "" && url.hash === "" && !entry.endsWith("/");
  if (url === null || url.username !== "" || url.password !== "" || (!isUrl && !isBare)) {
    throw new Error(
      `EGRESS_ALLOW has an entry that is no host, host:port or http(s) address: "${maskUserinfo(entry)}"`,
    );
  }
  if (isUrl) return { kind: "url", origin: url.origin, pathPrefix: url.pathname };
  // `http://host:80` drops the port that the entry spelled out.
  const port = /:(\d+)$/.exec(entry);
  return { kind: "host", hostname: url.hostname, port: port && !entry.endsWith("]") ? Number(port[1]) : null };
}

const maskUserinfo = (entry: string) => entry.replace(/\/\/[^/@]*@/, "//***@");
