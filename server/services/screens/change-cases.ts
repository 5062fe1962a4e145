import { and, asc, count, eq, ne, sql } from "drizzle-orm";
import { screenCases, screens } from "#db/schema/index.ts";
import { conflict, notFound } from "#domain/errors.ts";
import type { Screen, ScreenRefInput } from "#domain/screen.ts";
import {
  CASES_PER_SCREEN_MAX,
  type CaseRefInput,
  type SaveCaseInput,
  type ScreenCase,
  type SetPublishRuleInput,
} from "#domain/screen-case.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { storableJson, storablePayload } from "../storable.ts";
import { inTransaction } from "../transaction.ts";
import { getScreenRow } from "./internal.ts";
import { getScreen } from "./read-screens.ts";

/** The screen's cases by name, in the order in which they run. @throws DomainError SCREEN_NOT_FOUND */
export async function listCases(ctx: AppContext, { id }: ScreenRefInput): Promise<ScreenCase[]> {
  const screen = await getScreenRow(ctx, id);
  const rows = await ctx.db
    .select()
    .from(screenCases)
    .where(and(eq(screenCases.appId, ctx.appId), eq(screenCases.screenId, screen.id)))
    .orderBy(asc(screenCases.name), asc(screenCases.id));
  return rows.map(toCase);
}

/**
 * Adds a case, or changes the one with `caseId`: its payload and expectation become what is given.
 *
 * @throws DomainError NAME_ALREADY_EXISTS, CASE_NOT_FOUND, CASE_LIMIT_REACHED past 50 a screen, PAYLOAD_TOO_LARGE.
 */
export async function saveCase(
  ctx: AppContext,
  { id, caseId, name, payload, expectation = { outcome: "completes" } }: SaveCaseInput,
): Promise<ScreenCase> {
  return inTransaction(ctx, async (tx) => {
    // Its lock also keeps two from taking the last place, or the same name.
    const screen = await getScreenRow(tx, id, { lock: true });
    const ofScreen = eq(screenCases.screenId, screen.id);
    const [namesake] = await tx.db
      .select({ id: screenCases.id })
      .from(screenCases)
      .where(and(ofScreen, eq(screenCases.name, name), caseId === undefined ? undefined : ne(screenCases.id, caseId)));
    if (namesake) throw conflict("NAME_ALREADY_EXISTS", `This screen already has a case named "${name}".`, "name");
    const values = {
      name,
      payload: storablePayload(payload),
      expectation:
        expectation.outcome === "result" ? { ...expectation, result: storableJson(expectation.result) } : expectation,
    };
    if (caseId !== undefined) {
      const [changed] = await tx.db
        .update(screenCases)
        .set({ ...values, updatedAt: sql`now()` })
        .where(and(ofScreen, eq(screenCases.id, caseId)))
        .returning();
      if (!changed) throw caseNotFound(caseId);
      return toCase(changed);
    }
    const [held] = await tx.db.select({ n: count() }).from(screenCases).where(ofScreen);
    if (held!.n >= CASES_PER_SCREEN_MAX)
      throw conflict(
        "CASE_LIMIT_REACHED",
        `A screen may have at most ${CASES_PER_SCREEN_MAX} cases. Remove one first.`,
      );
    const [added] = await tx.db
      .insert(screenCases)
      .values({ appId: tx.appId, screenId: screen.id, ...values })
      .returning();
    return toCase(added!);
  });
}

/** @throws DomainError CASE_NOT_FOUND */
export async function removeCase(ctx: AppContext, { id, caseId }: CaseRefInput): Promise<{ caseId: number }> {
  const screen = await getScreenRow(ctx, id);
  const [gone] = await ctx.db
    .delete(screenCases)
    .where(and(eq(screenCases.screenId, screen.id), eq(screenCases.id, caseId)))
    .returning({ caseId: screenCases.id });
  if (!gone) throw caseNotFound(caseId);
  return gone;
}

/** Says whether a version of the screen is published only when all of its cases pass. */
export async function setPublishRule(ctx: AppContext, { id, publishNeedsCases }: SetPublishRuleInput): Promise<Screen> {
  await inTransaction(ctx, async (tx) => {
    const screen = await getScreenRow(tx, id, { lock: true });
    await tx.db.update(screens).set({ publishNeedsCases, updatedAt: sql`now()` }).where(eq(screens.id, screen.id));
    await recordChange(tx, {
      action: "update",
      target: { kind: "screen", id: screen.id, name: screen.name },
      before: { publishNeedsCases: screen.publishNeedsCases },
      after: { publishNeedsCases },
    });
  });
  return getScreen(ctx, { id });
}

const caseNotFound = (caseId: number) =>
  notFound("CASE_NOT_FOUND", `There is no case with id ${caseId} of this screen.`, "caseId");

const toCase = ({ id, screenId, name, payload, expectation, updatedAt }: typeof screenCases.$inferSelect) => ({
  id,
  screenId,
  name,
  payload,
  expectation,
  updatedAt: updatedAt.toISOString(),
});
