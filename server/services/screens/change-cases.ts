import { isDeepStrictEqual } from "node:util";
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
      const [before] = await tx.db
        .select()
        .from(screenCases)
        .where(and(ofScreen, eq(screenCases.id, caseId)));
      const [changed] = await tx.db
        .update(screenCases)
        .set({ ...values, updatedAt: sql`now()` })
        .where(and(ofScreen, eq(screenCases.id, caseId)))
        .returning();
      if (!before || !changed) throw caseNotFound(caseId);
      const fields = (["name", "payload", "expectation"] as const).filter(
        (field) => !isDeepStrictEqual(before[field], changed[field]),
      );
      if (fields.length > 0)
        await recordChange(tx, {
          ...{ action: "update-case", target: targetOf(screen) },
          before: { case: audited(before) },
          after: { case: { ...audited(changed), changed: fields } },
        });
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
    await recordChange(tx, { action: "add-case", target: targetOf(screen), after: { case: audited(added!) } });
    return toCase(added!);
  });
}

/** @throws DomainError CASE_NOT_FOUND */
export async function removeCase(ctx: AppContext, { id, caseId }: CaseRefInput): Promise<{ caseId: number }> {
  return inTransaction(ctx, async (tx) => {
    const screen = await getScreenRow(tx, id);
    const [gone] = await tx.db
      .delete(screenCases)
      .where(and(eq(screenCases.screenId, screen.id), eq(screenCases.id, caseId)))
      .returning();
    if (!gone) throw caseNotFound(caseId);
    await recordChange(tx, { action: "remove-case", target: targetOf(screen), before: { case: audited(gone) } });
    return { caseId: gone.id };
  });
}

/** Says whether a version of the screen is published only when all of its cases pass. */
export async function setPublishRule(ctx: AppContext, { id, publishNeedsCases }: SetPublishRuleInput): Promise<Screen> {
  await inTransaction(ctx, async (tx) => {
    const screen = await getScreenRow(tx, id, { lock: true });
    await tx.db.update(screens).set({ publishNeedsCases, updatedAt: sql`now()` }).where(eq(screens.id, screen.id));
    await recordChange(tx, {
      action: "update",
      target: targetOf(screen),
      before: { publishNeedsCases: screen.publishNeedsCases },
      after: { publishNeedsCases },
    });
  });
  return getScreen(ctx, { id });
}

const caseNotFound = (caseId: number) =>
  notFound("CASE_NOT_FOUND", `There is no case with id ${caseId} of this screen.`, "caseId");

const targetOf = ({ id, name }: { id: number; name: string }) => ({ kind: "screen" as const, id, name });

/** What the trail tells of a case: neither its payload nor the result it expects. */
const audited = ({ id, name, expectation }: typeof screenCases.$inferSelect) => ({
  id,
  name,
  outcome: expectation.outcome,
});

const toCase = ({ id, screenId, name, payload, expectation, updatedAt }: typeof screenCases.$inferSelect) => ({
  id,
  screenId,
  name,
  payload,
  expectation,
  updatedAt: updatedAt.toISOString(),
});
