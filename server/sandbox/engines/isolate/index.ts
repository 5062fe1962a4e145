import { buildGuest } from "../../guest/build-guest.ts";
import { ChildPool } from "../../pool/child-pool.ts";
import type { Sandbox } from "../../sandbox.ts";
import { defaultChildFile, launchChild } from "./launch.ts";

export interface IsolateSandboxOptions {
  /** Number of child processes, and so of attempts at a time. */
  size: number;
  /** `tenant`: a child never serves two isolation keys. Default `shared`. */
  isolation?: "shared" | "tenant";
  /** `off`: no optimizing compilers in the children; slower loops, smaller attack surface. Default `on`. */
  jit?: "on" | "off";
  /** Epoch milliseconds, for the times of log lines. */
  now: () => number;
  /** The child's file; tests put a misbehaving one here. */
  childFile?: string;
}

/**
 * Untrusted code in V8 isolates, one attempt at a time in each of
 * `size` child processes. Children start when first needed, stay warm
 * between attempts, and are replaced at once when they die.
 */
export function createIsolateSandbox({
  size,
  isolation = "shared",
  jit = "on",
  now,
  childFile = defaultChildFile(),
}: IsolateSandboxOptions): Sandbox {
  return new ChildPool({
    size,
    isolation,
    warmsAhead: true,
    now,
    launch: (heapBytes) => launchChild({ heapBytes, jit, childFile }),
    boot: async () => {
      const [guest, tables] = await Promise.all([buildGuest("prelude"), buildGuest("tables")]);
      return { kind: "boot", guest, tables };
    },
    script: buildGuest,
  });
}
