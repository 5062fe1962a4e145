import { fetch, type Response } from "undici";
import { createEgressAgents, type Dial, type EgressAgents, type Lookup, systemLookup } from "./egress-agents.ts";
import { FetchFailedError, ForbiddenTargetError, InvalidRequestError } from "./egress-errors.ts";
import { type FetchArgs, fetchArgsSchema, firstHop, type Hop, nextHop } from "./egress-request.ts";
import { agentFor } from "./egress-route.ts";
import type { EgressRule } from "./egress-rules.ts";
import { maskedPath } from "./masked-path.ts";

export { type EgressRule, parseEgressAllow } from "./egress-rules.ts";

export interface FetchCapabilityOptions {
  allow: readonly EgressRule[];
  /** Default: the system's resolver. */
  lookup?: Lookup;
  /** Default: a TCP or TLS connection to one of the checked addresses. */
  connect?: Dial;
  /** From the first byte sent to the last received, redirects included. Default 15 s. */
  timeoutMs?: number;
  /** Of the body, after decompression. Default 10 MiB. */
  maxResponseBytes?: number;
  /** Default 5. */
  maxRedirects?: number;
}

/** What the log keeps of a request: no header and no body, as those carry secrets. */
export interface FetchRecord {
  method: string;
  host: string;
  /** With the query, secrets in it masked. */
  path: string;
  /** Null when there was no answer. */
  status: number | null;
  bytes: number;
  ms: number;
}

export interface FetchResult {
  url: string;
  status: number;
  statusText: string;
  redirected: boolean;
  headers: [string, string][];
  bodyBase64: string;
}

/**
 * Sends one request for a run. On failure the error carries the
 * `record` too.
 * @throws ForbiddenTargetError, InvalidRequestError, FetchFailedError, or the signal's reason
 */
export type FetchCapability = (
  args: unknown,
  signal: AbortSignal,
) => Promise<{ result: FetchResult; record: FetchRecord }>;

interface Settings {
  allow: readonly EgressRule[];
  agents: EgressAgents;
  timeoutMs: number;
  maxResponseBytes: number;
  maxRedirects: number;
}

const REDIRECTS = [301, 302, 303, 307, 308];

/** The host's side of a screen's `fetch`: http and https to public addresses, checked anew on every redirect. */
export function createFetchCapability(options: FetchCapabilityOptions): FetchCapability {
  const settings: Settings = {
    allow: options.allow,
    agents: createEgressAgents(options.lookup ?? systemLookup, options.connect),
    timeoutMs: options.timeoutMs ?? 15_000,
    maxResponseBytes: options.maxResponseBytes ?? 10 * 1024 * 1024,
    maxRedirects: options.maxRedirects ?? 5,
  };
  return async (args, signal) => {
    const parsed = fetchArgsSchema.safeParse(args);
    if (!parsed.success) throw new InvalidRequestError("fetch was called with arguments that are not a request");
    const hop = firstHop(parsed.data);
    const startedAt = performance.now();
    const record: FetchRecord = {
      method: hop.method,
      host: hop.url.host,
      path: maskedPath(hop.url),
      status: null,
      bytes: 0,
      ms: 0,
    };
    try {
      const result = await follow(hop, parsed.data.redirect, settings, signal, record);
      return { result, record };
    } catch (error) {
      throw Object.assign(error as Error, { record });
    } finally {
      record.ms = Math.round(performance.now() - startedAt);
    }
  };
}

async function follow(
  first: Hop,
  redirect: FetchArgs["redirect"],
  settings: Settings,
  signal: AbortSignal,
  record: FetchRecord,
): Promise<FetchResult> {
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  let hop = first;
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await send(hop, settings, either);
      record.status = response.status;
      const location = REDIRECTS.includes(response.status) ? response.headers.get("location") : null;
      if (location === null || redirect === "manual") {
        return await toResult(hop, redirects > 0, response, settings.maxResponseBytes, record);
      }
      await response.body?.cancel();
      if (redirect === "error")
        throw new FetchFailedError(`${hop.url.hostname} redirected, and the request asked for no redirect`);
      if (redirects === settings.maxRedirects) {
        throw new FetchFailedError(`${first.url.hostname} redirected more than ${settings.maxRedirects} times`);
      }
      hop = nextHop(hop, response.status, location);
    }
  } catch (error) {
    throw explain(error, hop, settings.timeoutMs, signal, timeout);
  }
}

function send(hop: Hop, { allow, agents }: Settings, signal: AbortSignal): Promise<Response> {
  return fetch(hop.url, {
    method: hop.method,
    headers: hop.headers,
    body: hop.body,
    redirect: "manual",
    signal,
    dispatcher: agentFor(hop.url, allow, agents),
  });
}

async function toResult(
  hop: Hop,
  redirected: boolean,
  response: Response,
  maxBytes: number,
  record: FetchRecord,
): Promise<FetchResult> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) {
    record.bytes += chunk.byteLength;
    if (record.bytes > maxBytes) {
      throw new FetchFailedError(`The answer of ${hop.url.hostname} is over the limit of ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  // The body is decompressed by now; headers that describe the packed one would mislead.
  const headers = [...response.headers].filter(([name]) => name !== "content-encoding" && name !== "content-length");
  return {
    url: hop.url.href,
    status: response.status,
    statusText: response.statusText,
    redirected,
    headers,
    bodyBase64: Buffer.concat(chunks).toString("base64"),
  };
}

/** Undici wraps what happened; a script gets one sentence without addresses, ports or system codes. */
function explain(error: unknown, hop: Hop, timeoutMs: number, signal: AbortSignal, timeout: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (timeout.aborted) return new FetchFailedError(`${hop.url.hostname} did not answer within ${timeoutMs / 1000} s`);
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const isOurs =
      cause instanceof ForbiddenTargetError ||
      cause instanceof InvalidRequestError ||
      cause instanceof FetchFailedError;
    if (isOurs) return cause;
  }
  return new FetchFailedError(`${hop.url.hostname} could not be reached, or broke off its answer`);
}

/** The record as a line of the log. */
export const fetchLine = ({ method, host, path, status, bytes }: FetchRecord): string =>
  `${method} ${host}${path} → ${status ?? "no answer"}, ${bytes} bytes`;

/** The line of a request that failed, null for an error of something else. */
export function failedFetchLine(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { record } = error as { record?: FetchRecord };
  return record === undefined ? null : fetchLine(record);
}
