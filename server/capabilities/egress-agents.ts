import { lookup as dnsLookup } from "node:dns/promises";
import type { LookupFunction, Socket } from "node:net";
import { Agent, buildConnector } from "undici";
import { isPublicAddress, literalAddress } from "./egress-addresses.ts";
import { ForbiddenTargetError } from "./egress-errors.ts";

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Every address of a name. */
export type Lookup = (hostname: string) => Promise<ResolvedAddress[]>;

export interface DialTarget {
  hostname: string;
  port: number;
  secure: boolean;
  /** The addresses that were checked; a connection goes to one of them and to nothing else. */
  addresses: ResolvedAddress[];
}

/** Opens the connection; tests put their own here. */
export type Dial = (target: DialTarget, options: buildConnector.Options) => Promise<Socket>;

export interface EgressAgents {
  /** Refuses whatever is not a public address, inside connect: what was checked is what is connected to. */
  guarded: Agent;
  /** For addresses that an operator allowed. Apart from the other, so that no connection is shared. */
  open: Agent;
}

const CONNECT_TIMEOUT_MS = 10_000;

export const systemLookup: Lookup = (hostname) => dnsLookup(hostname, { all: true, verbatim: true });

export function createEgressAgents(lookup: Lookup, dial: Dial = dialPinned): EgressAgents {
  const agent = (isGuarded: boolean) =>
    new Agent({
      connect: (options, callback) => {
        connect(options, isGuarded, lookup, dial).then(
          (socket) => callback(null, socket),
          (error: Error) => callback(error, null),
        );
      },
      maxHeaderSize: 32 * 1024,
      allowH2: false,
    });
  return { guarded: agent(true), open: agent(false) };
}

async function connect(
  options: buildConnector.Options,
  isGuarded: boolean,
  lookup: Lookup,
  dial: Dial,
): Promise<Socket> {
  const secure = options.protocol === "https:";
  const literal = literalAddress(options.hostname);
  const addresses =
    literal === null ? await lookup(options.hostname) : [{ address: literal, family: literal.includes(":") ? 6 : 4 }];
  // One private address among public ones is enough: which is used is not ours to bet on.
  const isRefused = isGuarded && !addresses.every(({ address }) => isPublicAddress(address));
  if (isRefused || addresses.length === 0) throw new ForbiddenTargetError(options.hostname);
  const port = Number(options.port) || (secure ? 443 : 80);
  return dial({ hostname: options.hostname, port, secure, addresses }, options);
}

function dialPinned(target: DialTarget, options: buildConnector.Options): Promise<Socket> {
  const pinned: LookupFunction = (_hostname, { all }, callback) => {
    const first = target.addresses[0]!;
    if (all) callback(null, target.addresses);
    else callback(null, first.address, first.family);
  };
  const connector = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: pinned });
  return new Promise((resolve, reject) => {
    connector(options, (error, socket) => (error ? reject(error) : resolve(socket as Socket)));
  });
}
