import type { LogLevel } from "#domain/log-values.ts";
import type { AppUser } from "#domain/user.ts";
import type { AppContext } from "../context.ts";

/**
 * What a screen reads without waiting: the app's variables, the facts of the run, and its session.
 *
 * @param facts what `Fliplet.Env.get` answers by itself; no variable can have such a name.
 * @param variables null stands for one that cannot be decrypted, which the screen goes without.
 * @param warn told of each of those.
 */
export function runEnv(
  { actor }: Pick<AppContext, "actor">,
  facts: Record<string, unknown>,
  variables: ReadonlyMap<string, string | null>,
  warn: (message: string) => void,
): Record<string, unknown> {
  for (const [name, value] of variables) {
    if (value === null)
      warn(
        `The variable ${name} cannot be decrypted: the server's key changed since. Set it again on the Secrets page of the studio.`,
      );
  }
  const user = actor.kind === "run" ? actor.user : null;
  return {
    ...Object.fromEntries([...variables].filter(([, value]) => value !== null)),
    ...facts,
    session: user ? { user: sessionUser(user) } : null,
  };
}

/** The user as `Fliplet.Session` shows it: `id` is the token's `sub`. */
const sessionUser = ({ sub, ...claims }: AppUser) => ({ ...claims, id: sub });

/** A line of our own in a run's log. */
export const systemLine = (at: Date, level: LogLevel, message: string) => ({
  at,
  level,
  kind: "system" as const,
  message,
  args: null,
  durationMs: null,
});
