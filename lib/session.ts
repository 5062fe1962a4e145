import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { getPerson, getSession } from "#server/auth/session.ts";

/** Who is signed in, once a request; null for nobody. */
export const currentSession = cache(async () => getSession(await headers()));

/** The same, whether or not they belong to an organisation. */
export const currentPerson = cache(async () => getPerson(await headers()));
