import { afterAll, beforeAll } from "vitest";
import type { Container } from "#server/container.ts";
import { CLIENT_ADDRESS_HEADER } from "#server/trpc/source.ts";
import type { TestSystem } from "../test-system.ts";

export const HOST = "studio.test";
export const JSON_TYPE = { "content-type": "application/json" };

/** What a route's file exports, by method. */
type Route = Partial<Record<string, (request: Request, context: never) => Promise<Response> | Response>>;

interface Door {
  path: RegExp;
  load(): Promise<Route>;
  /** What the framework would hand over beside the request. */
  params?(match: RegExpExecArray): object;
}

/** The routes as they are served, without the framework around them. */
const DOORS: Door[] = [
  { path: /^\/api\/trpc\//, load: () => import("#app/api/trpc/[trpc]/route.ts") },
  { path: /^\/api\/v1(\/|$)/, load: () => import("#app/api/v1/[[...path]]/route.ts") },
  { path: /^\/api\/mcp$/, load: () => import("#app/api/mcp/route.ts") },
  { path: /^\/api\/cron$/, load: () => import("#app/api/cron/route.ts") },
  { path: /^\/api\/metrics$/, load: () => import("#app/api/metrics/route.ts") },
  { path: /^\/api\/auth\//, load: () => import("#app/api/auth/[...all]/route.ts") },
  { path: /^\/api\/logs\/export$/, load: () => import("#app/api/logs/export/route.ts") },
  { path: /^\/api\/audit\/export$/, load: () => import("#app/api/audit/export/route.ts") },
  {
    path: /^\/api\/data-sources\/([^/]+)\/csv$/,
    load: () => import("#app/api/data-sources/[id]/csv/route.ts"),
    params: ([, id]) => ({ id }),
  },
  {
    path: /^\/api\/hooks\/([^/]+)$/,
    load: () => import("#app/api/hooks/[publicId]/route.ts"),
    params: ([, publicId]) => ({ publicId }),
  },
];

export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: BodyInit | undefined;
}

/** Puts the system where the routes look for it. */
export function useDoors(system: TestSystem): void {
  const shared = globalThis as { appTasksContainer?: Promise<Container> };
  beforeAll(() => {
    shared.appTasksContainer = Promise.resolve(system.container);
  });
  // Files share their worker's modules: none must find a system that was closed.
  afterAll(() => {
    delete shared.appTasksContainer;
  });
}

/** Sends a request to whichever route serves its path. */
export async function knock(path: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Response> {
  const request = new Request(`http://${HOST}${path}`, {
    method,
    headers: { host: HOST, [CLIENT_ADDRESS_HEADER]: "192.0.2.1", ...headers },
    ...(body !== undefined && { body }),
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
  const { pathname } = new URL(request.url);
  for (const door of DOORS) {
    const match = door.path.exec(pathname);
    if (!match) continue;
    const handle = (await door.load())[method];
    if (!handle) return new Response(null, { status: 405 });
    return handle(request, { params: Promise.resolve(door.params?.(match) ?? {}) } as never);
  }
  throw new Error(`No route serves ${pathname}.`);
}

/** A call over tRPC with JSON: what it is asked by, the procedure's own kind decides. */
export function knockTrpc(
  procedure: string,
  input: unknown,
  { kind, headers = {} }: { kind: "query" | "mutation" | "subscription"; headers?: Record<string, string> },
): Promise<Response> {
  if (kind === "mutation")
    return knock(`/api/trpc/${procedure}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(input ?? {}),
    });
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return knock(`/api/trpc/${procedure}${query}`, { headers });
}

export const post = (path: string, body: BodyInit | undefined, headers: Record<string, string>) =>
  knock(path, { method: "POST", headers, body });

export const statusOf = async (answer: Promise<Response>) => (await answer).status;
