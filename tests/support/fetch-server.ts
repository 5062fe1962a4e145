import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface FetchServer {
  /** Address without a path. */
  url: string;
  close(): Promise<void>;
}

/** Serves a handler of web requests on a free port of this machine, over real HTTP. `Response.error()` breaks the call off. */
export async function serveFetch(handle: (request: Request) => Response | Promise<Response>): Promise<FetchServer> {
  const server = createServer(async (incoming, outgoing) => {
    const response = await handle(await toRequest(incoming));
    if (response.type === "error") return void outgoing.destroy();
    outgoing.writeHead(response.status, [...response.headers].flat());
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = "GET", url = "/", headers } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    ),
    ...(hasBody && { body: Buffer.concat(chunks) }),
  });
}
