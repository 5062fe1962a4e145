import { buildGuest } from "../../guest/build-guest.ts";
import { ChildPool } from "../../pool/child-pool.ts";
import type { Sandbox, SandboxHooks, SandboxOutcome, SandboxRequest } from "../../sandbox.ts";
import { browserStartError, noBrowserError } from "./browser-errors.ts";
import { launchBrowserChild } from "./launch.ts";

export interface BrowserSandboxOptions {
  /** Number of browsers, and so of attempts at a time. */
  size: number;
  /** Path of the browser; asked when one is needed. Null when there is none. */
  executablePath(): string | null;
  /** `off`: without Chromium's own sandbox, for hosts that do not allow it. */
  sandbox: "on" | "off";
  /** Epoch milliseconds, for the times of log lines. */
  now: () => number;
}

/**
 * Untrusted code in pages of headless browsers, one attempt at a time in each of `size`. A browser starts when first
 * needed, gives each attempt a context of its own, and is replaced after a number of them, or at once when it dies.
 */
export function createBrowserSandbox({ size, executablePath, sandbox, now }: BrowserSandboxOptions): Sandbox {
  const pool = new ChildPool({
    size,
    now,
    isolation: "shared",
    launch(heapBytes) {
      const path = executablePath();
      if (path === null) throw new Error("The browser was there and is gone");
      return launchBrowserChild({ executablePath: path, heapBytes, sandbox });
    },
    boot: async () => ({ kind: "boot", guest: await buildGuest("browser-prelude"), tables: "{}" }),
    script: (name) => buildGuest(name === "dom" ? "browser-dom" : name),
  });
  return {
    size,
    get idle() {
      return pool.idle;
    },
    close: () => pool.close(),
    execute: (request, hooks) =>
      executablePath() === null ? Promise.resolve(failed(noBrowserError())) : execute(pool, request, hooks),
  };
}

/** A page is always there, so the code always gets it. */
async function execute(pool: ChildPool, request: SandboxRequest, hooks: SandboxHooks): Promise<SandboxOutcome> {
  try {
    return await pool.execute({ ...request, dom: true }, hooks);
  } catch (error) {
    if (pool.isClosed) throw error;
    return failed(browserStartError());
  }
}

const failed = (error: ReturnType<typeof noBrowserError>): SandboxOutcome => ({
  status: "failed",
  error,
  wallMs: 0,
  cpuMs: 0,
  linesDropped: 0,
});
