import { setTimeout as wait } from "node:timers/promises";

const PATIENCE_MS = 60_000;

/** Does what must be done although the database goes away now and then: tries again until it works. */
export async function persist<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > giveUpAt) throw new Error(`${what} did not work for a minute`, { cause: error });
      await wait(200);
    }
  }
}

/** Waits until `isSo`; false when that took longer than `ms`. Failures of the question count as no. */
export async function until(isSo: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  const giveUpAt = performance.now() + ms;
  for (;;) {
    if (
      await Promise.resolve()
        .then(isSo)
        .catch(() => false)
    )
      return true;
    if (performance.now() > giveUpAt) return false;
    await wait(100);
  }
}
