import { createAuthClient } from "better-auth/react";

/** Sign-in and sign-out against this server's own `/api/auth`. */
export const authClient = createAuthClient();

/** How a call ended: with what was answered, or with a sentence on why not. */
export type AuthAnswer<T> = { ok: true; data: T } | { ok: false; problem: string };

/** Calls a way of `/api/auth`. A server that does not answer is a problem like any other. */
export async function callAuth<T>(
  path: string,
  body: object,
  problems: Record<number, string> = {},
): Promise<AuthAnswer<T>> {
  const { data, error } = await authClient
    .$fetch<T>(path, { method: "POST", body })
    .catch(() => ({ data: null, error: { status: 0, message: undefined } }));
  if (!error) return { ok: true, data: data as T };
  return { ok: false, problem: problems[error.status] ?? error.message ?? NO_ANSWER };
}

const NO_ANSWER = "The server did not answer. Check that it runs and try again.";
