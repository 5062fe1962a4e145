import type { Agent } from "undici";
import { isPublicAddress, literalAddress } from "./egress-addresses.ts";
import type { EgressAgents } from "./egress-agents.ts";
import { ForbiddenTargetError } from "./egress-errors.ts";
import { type EgressRule, isAllowedByRule, portOf } from "./egress-rules.ts";

const OPEN_PORTS = [80, 443];

/**
 * The agent by which an address may be reached. A name is judged by what it resolves to, inside the agent's connect.
 *
 * @throws ForbiddenTargetError for a private address or an unusual port that no rule covers
 */
export function agentFor(url: URL, allow: readonly EgressRule[], agents: EgressAgents): Agent {
  if (isAllowedByRule(url, allow)) return agents.open;
  const literal = literalAddress(url.hostname);
  if (!OPEN_PORTS.includes(portOf(url)) || (literal !== null && !isPublicAddress(literal)))
    throw new ForbiddenTargetError(url.hostname);
  return agents.guarded;
}
