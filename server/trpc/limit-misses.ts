import { isDomainError, rateLimited } from "#domain/errors.ts";
import { type RateLimit, useUp, waitOf } from "../services/limits/index.ts";
import type { Caller, Context } from "./context.ts";

/** How many things that are not there, or not theirs, a caller may ask for in a minute: more is somebody who tries ids. */
export const MISSES_PER_MINUTE = 600;

const limitOf = (caller: Exclude<Caller, { kind: "nobody" }>): RateLimit => ({
  key: `missed:${caller.kind}:${caller.kind === "token" ? caller.token.id : caller.session.user.id}`,
  max: MISSES_PER_MINUTE,
  windowS: 60,
});

/**
 * Answers what a caller asks for. Whoever asked for too many things that are not there is told to wait, whatever they ask
 * for next: an answer for what is there would still tell the one from the other. A publishable token belongs to all
 * visitors of a page, of whom one must not shut the others out; with it only what is not there is answered so.
 *
 * @param missOf the miss that an answer is, if it is one that was not thrown
 * @throws DomainError RATE_LIMITED, and what `ask` throws.
 */
export async function limitMisses<T>(
  { caller, services }: Pick<Context, "caller" | "services">,
  ask: () => Promise<T>,
  missOf: (answer: T) => unknown = () => null,
): Promise<T> {
  if (caller.kind === "nobody") return ask();
  const limit = limitOf(caller);
  const isShared = caller.kind === "token" && caller.token.kind === "publishable";
  if (!isShared) refuse(await waitOf(services.db, limit));
  const count = async (error: unknown) => {
    if (isDomainError(error) && error.kind === "not_found") refuse(await useUp(services.db, limit));
  };
  const answer = await ask().catch(async (error: unknown) => {
    await count(error);
    throw error;
  });
  await count(missOf(answer));
  return answer;
}

/** @throws DomainError RATE_LIMITED unless there is no wait. */
function refuse(waitS: number | null): void {
  if (waitS !== null) throw rateLimited(`Too much was asked for that is not there. Try again in ${waitS} s.`, waitS);
}
