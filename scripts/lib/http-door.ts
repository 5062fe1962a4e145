import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/**
 * Time a client has to send its headers and its whole request, ms: a slow one must not hold a socket for ever. Looked after
 * every few seconds, or slow ones would stay much longer.
 */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 2_000 };

export interface HttpDoor {
  /** Hands requests over from now on. */
  open(handler: RequestListener, onUpgrade?: UpgradeListener): void;
  /** Takes no more; answers under way get `graceMs`. */
  close(graceMs: number): Promise<void>;
}

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Listens at once, so that a port that is taken is told at the start, and whoever watches over the process is told that
 * it lives and is not ready while it waits for its database.
 *
 * @throws the system's error when it cannot listen there.
 */
export async function listen(
  { port, host }: { port: number; host: string | undefined },
  patience = PATIENCE,
): Promise<HttpDoor> {
  let handle: RequestListener = answerWhileStarting;
  const server = createServer(patience, (request, response) => handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    open(handler, onUpgrade) {
      handle = handler;
      if (onUpgrade) server.on("upgrade", onUpgrade);
    },
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // A browser that keeps its connection open must not keep us.
      setTimeout(() => server.closeAllConnections(), graceMs).unref();
      await closed;
    },
  };
}

const STARTING = "The server is starting: it waits for its database, or prepares it.";

function answerWhileStarting(request: IncomingMessage, response: ServerResponse): void {
  const isLive = request.url?.startsWith("/api/health/live") ?? false;
  const body = isLive ? { live: true } : { ready: false, reasons: [STARTING] };
  response
    .writeHead(isLive ? 200 : 503, {
      "content-type": "application/json",
      "cache-control": "no-store",
      ...(!isLive && { "retry-after": "5" }),
    })
    .end(JSON.stringify(body));
}
