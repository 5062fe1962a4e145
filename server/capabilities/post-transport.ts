import { fetch } from "undici";
import type { PostTransport } from "../context.ts";
import { HandOverError } from "../services/messages/hand-over-error.ts";
import { createEgressAgents, type Dial, type Lookup, systemLookup } from "./egress-agents.ts";
import { ForbiddenTargetError } from "./egress-errors.ts";
import { agentFor } from "./egress-route.ts";
import { type EgressRule, isAllowedByRule } from "./egress-rules.ts";

export interface PostTransportOptions {
  allow: readonly EgressRule[];
  /** Default: the system's resolver. */
  lookup?: Lookup;
  /** Default: a TCP or TLS connection to one of the checked addresses. */
  connect?: Dial;
  /** From the first byte sent to the answer's head. Default 15 s, which is longer than connecting may take. */
  timeoutMs?: number;
}

/** How sentences name who is posted to: `push service`, `endpoint`, and whose address it is. */
interface Receiver {
  name: string;
  /** Before "is at an address that is not public". */
  whose: string;
}

/**
 * Posts to addresses that are anybody's choice, by the rules of `fetch`. Redirects are not followed, and of the answer only
 * its head is read.
 */
export function createPostTransport({ name, whose }: Receiver, options: PostTransportOptions): PostTransport {
  const { allow, timeoutMs = 15_000 } = options;
  const agents = createEgressAgents(options.lookup ?? systemLookup, options.connect);
  const notPublic = `${whose} is at an address that is not public. An operator can allow it with EGRESS_ALLOW.`;
  const refuses = (url: URL): string | null => {
    if (url.protocol !== "https:" && !isAllowedByRule(url, allow)) return `${aOrAn(name)} is reached by https only.`;
    try {
      agentFor(url, allow, agents);
      return null;
    } catch {
      return notPublic;
    }
  };

  /** One sentence, without addresses or codes: who chose the address is to learn nothing of our network. */
  const explain = (error: unknown): HandOverError => {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      if (cause instanceof ForbiddenTargetError) return new HandOverError(notPublic, false);
      const { code, name: kind } = cause as { code?: unknown; name: string };
      if (kind === "TimeoutError")
        return new HandOverError(`The ${name} did not answer within ${timeoutMs / 1_000} s.`, true);
      if (typeof code === "string" && NEVER_CONNECTED.test(code))
        return new HandOverError(`The ${name} could not be reached.`, false);
    }
    return new HandOverError(`The ${name} took the message and gave no answer, so it may have gone.`, true);
  };

  return {
    refuses,
    async post({ endpoint, headers, body }) {
      const url = new URL(endpoint);
      const refusal = refuses(url);
      if (refusal !== null) throw new HandOverError(refusal, false);
      const response = await fetch(url, {
        method: "POST",
        headers,
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
        dispatcher: agentFor(url, allow, agents),
      }).catch((error: unknown) => {
        throw explain(error);
      });
      await response.body?.cancel().catch(() => {});
      const retryAfter = response.headers.get("retry-after");
      return {
        status: response.status,
        retryAfterS: retryAfter !== null && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : null,
      };
    },
    async close() {
      await Promise.all([agents.guarded.destroy(), agents.open.destroy()]);
    },
  };
}

const aOrAn = (noun: string) => (/^[aeiou]/.test(noun) ? `An ${noun}` : `A ${noun}`);

/** Codes of a connection that never came to be: the receiver has not seen the request. */
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;
