import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { CLIENT_ADDRESS_HEADER, PLATFORM_ADDRESS_HEADER, REQUEST_ID_HEADER } from "#server/trpc/source.ts";

/**
 * Tells who is behind it where each request came from, and gives the request a name that its answer carries too. What the
 * client says of either is overwritten.
 *
 * @param trustedProxies how many proxies of the operator's stand before us: so many of the last addresses are theirs.
 */
export function withClientAddress(next: RequestListener, trustedProxies: number): RequestListener {
  return (request, response) => {
    const id = randomUUID();
    const { headers } = request;
    delete headers[PLATFORM_ADDRESS_HEADER];
    headers[CLIENT_ADDRESS_HEADER] = clientAddress(request, trustedProxies);
    headers[REQUEST_ID_HEADER] = id;
    response.setHeader(REQUEST_ID_HEADER, id);
    next(request, response);
  };
}

/** The address that the outermost trusted proxy saw; with none, who is connected to us. */
export function clientAddress(
  { headers, socket }: Pick<IncomingMessage, "headers"> & { socket: { remoteAddress?: string | undefined } },
  trustedProxies: number,
): string {
  const connected = (socket.remoteAddress ?? "unknown").replace(/^::ffff:(?=\d+\.)/, "");
  const forwarded = [headers["x-forwarded-for"] ?? []]
    .flat()
    .flatMap((line) => line.split(","))
    .map((address) => address.trim().slice(0, 60))
    .filter(Boolean);
  const chain = [...forwarded, connected];
  return chain[Math.max(0, chain.length - 1 - trustedProxies)]!;
}
