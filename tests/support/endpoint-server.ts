import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ArrivedDelivery {
  headers: Record<string, string>;
  body: string;
}

/** What the receiver does with the next delivery; 204 when there is nothing said. */
export type Receiving = { status: number; headers?: Record<string, string>; afterMs?: number } | "breaks";

export interface EndpointServer {
  /** Where to send to. */
  url: string;
  /** Requests that it saw, taken or not. */
  arrived: ArrivedDelivery[];
  answers: Receiving[];
  close(): Promise<void>;
}

/** A receiver of webhooks on a free port of this machine. */
export async function startEndpointServer(): Promise<EndpointServer> {
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    server.arrived.push({ headers, body: Buffer.concat(chunks).toString() });
    const answer = server.answers.shift() ?? { status: 204 };
    if (answer === "breaks") return void response.socket?.destroy();
    if (answer.afterMs) await new Promise((resolve) => setTimeout(resolve, answer.afterMs));
    response.writeHead(answer.status, answer.headers).end();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const server: EndpointServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hooks`,
    arrived: [],
    answers: [],
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}
