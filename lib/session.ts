import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { getSession } from "#server/auth/session.ts";

/** Who is signed in, once a request; null for nobody. */
export const currentSession = cache(async () => getSession(await headers()));
