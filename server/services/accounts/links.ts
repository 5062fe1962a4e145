import { createHash, randomBytes, randomUUID } from "node:crypto";
import { and, eq, gt, like, sql } from "drizzle-orm";
import { verification } from "#db/schema/index.ts";
import { badInput } from "#domain/errors.ts";
import type { ServiceContext } from "../../context.ts";

/** What a link lets its holder do, once. */
export type LinkPurpose = "new-password" | "own-address";

/** Kept beside the link's hash. */
export interface LinkFacts {
  userId: string;
  /** The address it was mailed to; null for one that was handed over. */
  mailedTo: string | null;
}

/** 256 random bits, as links hold them. */
export const newLinkToken = () => randomBytes(32).toString("base64url");

/** 32 random bytes need no slow hash. */
export const hashLinkToken = (token: string) => createHash("sha256").update(token).digest("hex");

const identifierOf = (purpose: LinkPurpose, token: string) => `${purpose}:${hashLinkToken(token)}`;

/** Makes a link's secret, which is kept as a hash only. */
export async function createLink(
  { db }: Pick<ServiceContext, "db">,
  { purpose, facts, minutes }: { purpose: LinkPurpose; facts: LinkFacts; minutes: number },
): Promise<string> {
  const token = newLinkToken();
  await db.insert(verification).values({
    id: randomUUID(),
    identifier: identifierOf(purpose, token),
    value: written(facts),
    expiresAt: sql`now() + make_interval(mins => ${minutes})`,
  });
  return token;
}

/** Takes a link back into nothing: of any number that use it at once, one does. @throws DomainError LINK_INVALID */
export async function redeemLink(
  { db }: Pick<ServiceContext, "db">,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkFacts> {
  const [row] = await db
    .delete(verification)
    .where(and(eq(verification.identifier, identifierOf(purpose, token)), gt(verification.expiresAt, sql`now()`)))
    .returning({ value: verification.value });
  if (!row)
    throw badInput("LINK_INVALID", "This link was used already, or its time is over. Ask for a new one.", "token");
  const [userId = "", mailedTo] = row.value.split(" ");
  return { userId, mailedTo: mailedTo ?? null };
}

/** Makes all links of a kind to a person's account useless. */
export async function revokeLinks(
  { db }: Pick<ServiceContext, "db">,
  purpose: LinkPurpose,
  userId: string,
): Promise<void> {
  await db
    .delete(verification)
    .where(
      and(like(verification.identifier, `${purpose}:%`), sql`split_part(${verification.value}, ' ', 1) = ${userId}`),
    );
}

/** Neither an id nor an address has a space in it. */
const written = ({ userId, mailedTo }: LinkFacts) => (mailedTo === null ? userId : `${userId} ${mailedTo}`);
