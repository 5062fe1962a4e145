import type { LogLevel } from "#domain/log.ts";
import type { AppUser } from "#domain/user.ts";
import type { AppContext } from "../context.ts";
import { readSecrets } from "../services/secrets/index.ts";

/**
 * What a screen reads without waiting: the app's variables, the facts of the run, and its session.
 *
 * @param facts what `Fliplet.Env.get` answers by itself; no variable can have such a name.
 * @param warn told of a variable that cannot be decrypted, which the screen goes without.
 */
export async function runEnv(
  app: AppContext,
  facts: Record<string, unknown>,
  warn: (message: string) => void,
): Promise<Record<string, unknown>> {
  const variables = await readSecrets(app, "variable");
  for (const [name, value] of variables) {
    if (value === null)
      warn(
        `The variable ${name} cannot be decrypted: the server's key changed since. Set it again on the Secrets page of the studio.`,
      );
  }
  const user = app.actor.kind === "run" ? app.actor.user : null;
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
});
