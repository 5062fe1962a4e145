import { createFetchCapability, parseEgressAllow } from "./fetch.ts";
import type { Reach } from "./reach.ts";

export interface ReachOptions {
  /** Exceptions from what outgoing requests may reach, as in the setting EGRESS_ALLOW. */
  egressAllow: string;
  /** Address of the product itself. */
  publicUrl: string;
}

/** Makes ready what runs reach through, as the operator's settings grant it. */
export function createReach({ egressAllow, publicUrl }: ReachOptions): Reach {
  return {
    // The product's own public feed is the one private address that every run may read.
    fetch: createFetchCapability({ allow: parseEgressAllow(`${egressAllow},${publicUrl}/releases.xml`) }),
  };
}
