import { setTimeout as wait } from "node:timers/promises";

/** The database cannot be had; the message says why and what the operator can do. */
export class DatabaseUnreachableError extends Error {
  override readonly name = "DatabaseUnreachableError";
}

export interface Patience {
  /** When to give up, ms after the first failure. */
  patienceMs: number;
  /** Told in a sentence each time it does not work. */
  log: (message: string) => void;
  /** Monotonic ms. */
  now: () => number;
  /** From 0 to 1, so that processes that lost the database together do not come back together. */
  random: () => number;
}

const PAUSE_MS = { first: 500, longest: 10_000 };

/** What the network says when nobody answers. */
const NETWORK_ERRORS = /^(ECONN(REFUSED|RESET|ABORTED)|E(HOST|NET)UNREACH|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)$/;

/** A socket file that is not there yet; a missing file of ours has the same code, and waiting does not bring it. */
const NO_SOCKET = /^connect ENOENT\b/;

/** SQLSTATE: connection exceptions, a server that stops, starts or recovers, and one that is full. */
const SERVER_AWAY = /^(08...|57P0[1-5]|53300)$/;

/** What the driver says when it gives up by itself; such errors have no code, only a text. */
const DRIVER_GAVE_UP = /connection terminated|timeout expired|timeout exceeded when trying to connect|read timeout/i;

/** SQLSTATE of what waiting cannot heal: wrong user or password, no such database. */
const WRONG_URL = /^(28...|3D000)$/;

/**
 * Does `work`, again and again while the database is away, with pauses that grow to 10 s. It must be harmless to repeat.
 *
 * @throws DatabaseUnreachableError when patience ends, and at once for what waiting cannot heal; any other error as it
 * comes.
 */
export async function untilReachable<T>(
  work: () => Promise<T>,
  { patienceMs, log, now, random }: Patience,
): Promise<T> {
  let giveUpAt: number | null = null;
  for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS.longest)) {
    try {
      return await work();
    } catch (error) {
      const reason = reasonOf(error, WRONG_URL);
      if (reason) throw new DatabaseUnreachableError(`The database refuses us: ${reason}. Check DATABASE_URL.`);
      const away =
        reasonOf(error, NETWORK_ERRORS) ??
        reasonOf(error, SERVER_AWAY) ??
        reasonOf(error, DRIVER_GAVE_UP) ??
        reasonOf(error, NO_SOCKET);
      if (!away) throw error;
      giveUpAt ??= now() + patienceMs;
      if (now() + pauseMs > giveUpAt) {
        throw new DatabaseUnreachableError(
          `The database could not be reached for ${Math.round(patienceMs / 1_000)} s: ${away}. ` +
            "Check DATABASE_URL and that its server runs; DATABASE_WAIT_S says how long a start waits for it.",
        );
      }
      // Between half the pause and all of it.
      const ms = pauseMs * (0.5 + random() / 2);
      log(`The database cannot be reached (${away}); trying again in ${(ms / 1_000).toFixed(1)} s.`);
      await wait(ms);
    }
  }
}

/** The message of the error, or of one behind it, whose code or text matches. */
function reasonOf(error: unknown, pattern: RegExp): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  const told = [typeof code === "string" ? code : "", error.message];
  if (told.some((text) => pattern.test(text))) return error.message || told[0]!;
  const behind = error instanceof AggregateError ? error.errors : [error.cause];
  for (const one of behind) {
    const reason = reasonOf(one, pattern);
    if (reason) return reason;
  }
  return null;
}
