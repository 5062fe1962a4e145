import { OperatorError } from "./operator-error.ts";

const ROLES = ["all", "web", "worker"] as const;

export type Role = (typeof ROLES)[number];

export interface StartOptions {
  /** Next's development server instead of a build. */
  dev: boolean;
  role: Role;
}

/**
 * Reads the arguments of the start command; `--role` wins over the variable `ROLE`.
 *
 * @throws OperatorError for an argument or role that there is not.
 */
export function parseStartOptions(args: readonly string[], env: Record<string, string | undefined>): StartOptions {
  let dev = false;
  let role = env.ROLE || "all";
  for (const arg of args) {
    if (arg === "--dev") dev = true;
    else if (arg.startsWith("--role=")) role = arg.slice("--role=".length);
    else throw new OperatorError(`There is no option ${arg}. The options are --dev and --role=${ROLES.join("|")}.`);
  }
  const known = ROLES.find((name) => name === role);
  if (!known) throw new OperatorError(`There is no role "${role}". ROLE (or --role=) is one of ${ROLES.join(", ")}.`);
  return { dev, role: known };
}
