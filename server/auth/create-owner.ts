import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { account, member, organization, user } from "#db/schema/index.ts";
import { conflict } from "#domain/errors.ts";
import { newPasswordSchema, organizationNameSchema, personNameSchema } from "#domain/person.ts";

export const createOwnerInput = z.strictObject({
  token: z.string().max(200),
  organization: organizationNameSchema,
  name: personNameSchema,
  email: z.email({ error: "That is not an email address." }).max(254),
  password: newPasswordSchema,
});
export type CreateOwnerInput = Omit<z.infer<typeof createOwnerInput>, "token">;

/** Whether nobody has an account yet. */
export async function isSetupNeeded(db: Db): Promise<boolean> {
  const [row] = await db.select({ id: user.id }).from(user).limit(1);
  return row === undefined;
}

/**
 * Creates the first person with their organisation. Of any number that race, one wins.
 *
 * @throws DomainError SETUP_DONE once someone has an account.
 */
export async function createOwner(db: Db, input: CreateOwnerInput): Promise<{ organizationId: string; email: string }> {
  const passwordHash = await hashPassword(input.password);
  const email = input.email.toLowerCase();
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${user} in share row exclusive mode`);
    const [someone] = await tx.select({ id: user.id }).from(user).limit(1);
    if (someone) throw conflict("SETUP_DONE", "The first owner was already created. Sign in instead.");

    const userId = randomUUID();
    // The demo's organisation waits for its first owner.
    const [waiting] = await tx.select({ id: organization.id }).from(organization).limit(1);
    const organizationId = waiting?.id ?? randomUUID();
    await tx.insert(user).values({ id: userId, name: input.name, email, emailVerified: true });
    await tx
      .insert(account)
      .values({ id: randomUUID(), accountId: userId, providerId: "credential", userId, password: passwordHash });
    await tx
      .insert(organization)
      .values({ id: organizationId, name: input.organization, slug: organizationId })
      .onConflictDoUpdate({ target: organization.id, set: { name: input.organization } });
    await tx.insert(member).values({ id: randomUUID(), organizationId, userId, role: "owner" });
    return { organizationId, email };
  });
}
