import ipaddr from "ipaddr.js";

/** Azure's host agent: a public address that only machines inside Azure reach, and that hands out secrets. */
const AZURE_WIRE_SERVER = "168.63.129.16";

/**
 * Whether an IP address belongs to the public internet. Loopback,
 * private, link-local (cloud metadata), shared, multicast, reserved and
 * every form that wraps an IPv4 address in IPv6 do not. The caller
 * passes an address as a resolver or the URL parser writes it.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // Unwraps ::ffff:127.0.0.1, so that it is judged as what it is.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  if (parsed instanceof ipaddr.IPv6) {
    // Only 2000::/3 is handed out; ::127.0.0.1 and the like lie outside it (RFC 4291 section 2.4).
    const first = parsed.parts[0] ?? 0;
    return first >= 0x2000 && first <= 0x3fff;
  }
  return parsed.toString() !== AZURE_WIRE_SERVER;
}

/** The address in a URL's hostname, or null when it is a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : null;
}
