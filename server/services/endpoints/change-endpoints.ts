import { and, count, desc, eq, isNull } from "drizzle-orm";
import { apps, endpoints } from "#db/schema/index.ts";
import {
  type CreateEndpointInput,
  createEndpointInput,
  ENDPOINTS_PER_APP_MAX,
  type Endpoint,
  type EndpointRefInput,
  type UpdateEndpointInput,
  updateEndpointInput,
} from "#domain/endpoint.ts";
import { badInput, conflict } from "#domain/errors.ts";
import { type AppContext, actorName } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { newSigningSecret } from "../webhook-key.ts";
import { endPending } from "./deliver-due.ts";
import { audited, endpointPlace, lockEndpoint, targetOf, toEndpoint } from "./internal.ts";

/** The endpoint with its signing secret in plain text, this once: it is stored encrypted and never shown again. */
export type ShownEndpoint = Endpoint & { secret: string };

/** The app's endpoints, newest first; never their secrets. */
export async function listEndpoints(ctx: AppContext): Promise<Endpoint[]> {
  const rows = await ctx.db
    .select()
    .from(endpoints)
    .where(and(eq(endpoints.appId, ctx.appId), isNull(endpoints.deletedAt)))
    .orderBy(desc(endpoints.id));
  return rows.map(toEndpoint);
}

/** @throws DomainError ENDPOINT_LIMIT_REACHED; INVALID_INPUT for an address that nothing may be sent to. */
export async function createEndpoint(ctx: AppContext, input: CreateEndpointInput): Promise<ShownEndpoint> {
  const { url, events, description } = createEndpointInput.parse(input);
  refuseAddress(ctx, url);
  const secret = newSigningSecret();
  return inTransaction(ctx, async (tx) => {
    // Held, so that creations that race count one after the other.
    await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    const [existing] = await tx.db
      .select({ n: count() })
      .from(endpoints)
      .where(and(eq(endpoints.appId, tx.appId), isNull(endpoints.deletedAt)));
    if (existing!.n >= ENDPOINTS_PER_APP_MAX) {
      throw conflict(
        "ENDPOINT_LIMIT_REACHED",
        `This app has ${existing!.n} endpoints; at most ${ENDPOINTS_PER_APP_MAX} are allowed. Remove one that is no longer needed.`,
      );
    }
    // What a secret is sealed for has the row's id in it, so the row comes first.
    const [row] = await tx.db
      .insert(endpoints)
      .values({
        ...{ appId: tx.appId, url, events, description, createdBy: actorName(tx.actor) },
        ...{ ciphertext: "", keyId: tx.vault.keyId },
      })
      .returning();
    const sealed = tx.vault.seal(secret, endpointPlace(row!));
    await tx.db.update(endpoints).set(sealed).where(eq(endpoints.id, row!.id));
    await recordChange(tx, { action: "create", target: targetOf(row!), after: audited(row!) });
    return { ...toEndpoint(row!), secret };
  });
}

/**
 * Changes what is named. One that is switched off is not told of what happens meanwhile, and what waited for it ends; one
 * that is switched on begins anew.
 *
 * @throws DomainError ENDPOINT_NOT_FOUND; INVALID_INPUT for an address that nothing may be sent to.
 */
export async function updateEndpoint(ctx: AppContext, input: UpdateEndpointInput): Promise<Endpoint> {
  const { id, active, ...changes } = updateEndpointInput.parse(input);
  if (changes.url !== undefined) refuseAddress(ctx, changes.url);
  return inTransaction(ctx, async (tx) => {
    const before = await lockEndpoint(tx, id);
    const now = await tx.clock.now();
    const isOff = active === false && before.disabledAt === null;
    const [row] = await tx.db
      .update(endpoints)
      .set({
        ...changes,
        ...(isOff && { disabledAt: now, disabledReason: `Switched off by ${actorName(tx.actor)}.` }),
        ...(active === true && { disabledAt: null, disabledReason: null, failingSince: null }),
        updatedAt: now,
      })
      .where(eq(endpoints.id, before.id))
      .returning();
    if (isOff) await endPending(tx, before.id, now, "The endpoint was switched off.");
    await recordChange(tx, {
      action: "update",
      target: targetOf(row!),
      before: audited(before),
      after: audited(row!),
    });
    return toEndpoint(row!);
  });
}

/** Signs with a new secret from now on, what waits included. @throws DomainError ENDPOINT_NOT_FOUND */
export async function rotateEndpoint(ctx: AppContext, { id }: EndpointRefInput): Promise<ShownEndpoint> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockEndpoint(tx, id);
    const secret = newSigningSecret();
    await tx.db
      .update(endpoints)
      .set(tx.vault.seal(secret, endpointPlace(row)))
      .where(eq(endpoints.id, row.id));
    await recordChange(tx, { action: "rotate", target: targetOf(row) });
    return { ...toEndpoint(row), secret };
  });
}

/** Sends it nothing more, what waits included; its deliveries stay readable. @throws DomainError ENDPOINT_NOT_FOUND */
export async function removeEndpoint(ctx: AppContext, { id }: EndpointRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockEndpoint(tx, id);
    const now = await tx.clock.now();
    await tx.db.update(endpoints).set({ deletedAt: now, updatedAt: now }).where(eq(endpoints.id, row.id));
    await endPending(tx, row.id, now, "The endpoint was removed.");
    await recordChange(tx, { action: "remove", target: targetOf(row), before: audited(row) });
    return { id: row.id };
  });
}

function refuseAddress(ctx: AppContext, url: string): void {
  const refusal = ctx.endpoints.refuses(new URL(url));
  if (refusal !== null) throw badInput("INVALID_INPUT", refusal, "url");
}
