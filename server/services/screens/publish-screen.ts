import { eq, sql } from "drizzle-orm";
import { type ScreenRow, screens, screenVersions } from "#db/schema/index.ts";
import { conflict, forbidden } from "#domain/errors.ts";
import type { PublishScreenInput, Screen } from "#domain/screen.ts";
import type { CaseOutcome } from "#domain/screen-case.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { contentOf, getScreenRow, getVersionRow, publishedNumber, targetOf } from "./internal.ts";
import { getScreen } from "./read-screens.ts";
import { requiredCases } from "./run-cases.ts";

/** What a publish that is watched says: how each case ended that it asks for, then the screen as it is published. */
export type PublishEvent = { type: "case"; outcome: CaseOutcome } | { type: "published"; screen: Screen };

/**
 * Makes a version (the draft when none is named) the one that scheduled runs and apps use. Where the screen asks for it,
 * its cases run first, and all must pass.
 *
 * @throws DomainError VERSION_NOT_FOUND, CASES_FAILED, INVALID_INPUT (409) when a draft was saved while the cases ran,
 *   FORBIDDEN to code that runs where the screen asks for cases; the reason of `signal` when that ended it.
 */
export async function publishScreen(ctx: AppContext, input: PublishScreenInput, signal?: AbortSignal): Promise<Screen> {
  for await (const event of streamPublish(ctx, input, signal)) if (event.type === "published") return event.screen;
  signal?.throwIfAborted();
  throw new Error("A publish ended without publishing.");
}

/** The same, told while it goes on. When the reader leaves, by `signal` or by returning early, nothing is published. */
export async function* streamPublish(
  ctx: AppContext,
  { id, version }: PublishScreenInput,
  signal?: AbortSignal,
): AsyncGenerator<PublishEvent, void, undefined> {
  const asked = await getScreenRow(ctx, id);
  const wanted = await wantedVersion(ctx, asked, version);
  if (asked.publishNeedsCases) {
    if (ctx.actor.kind === "run") throw notForRuns(asked);
    // Outside of the transaction: code may run for long, and nobody else's save should wait for it.
    for await (const outcome of requiredCases(ctx, asked, contentOf(wanted), signal)) yield { type: "case", outcome };
  }
  if (signal?.aborted) return;
  const passed = asked.publishNeedsCases ? wanted.id : null;
  await inTransaction(ctx, async (tx) => {
    const screen = await getScreenRow(tx, id, { lock: true });
    const found = await wantedVersion(tx, screen, version);
    // Neither a draft saved meanwhile nor a rule made meanwhile is passed by.
    if (screen.publishNeedsCases && passed !== found.id) {
      throw conflict(
        "INVALID_INPUT",
        `"${screen.name}" was changed while its cases ran. Look at the change, then publish again.`,
        "version",
      );
    }
    await tx.db
      .update(screens)
      .set({ publishedVersionId: found.id, updatedAt: sql`now()` })
      .where(eq(screens.id, screen.id));
    await recordChange(tx, {
      action: "publish",
      target: targetOf(screen),
      before: { publishedVersion: await publishedNumber(tx, screen.publishedVersionId) },
      after: { publishedVersion: found.number },
    });
  });
  yield { type: "published", screen: await getScreen(ctx, { id }) };
}

/** Cases run code: a case that publishes its own screen would start itself without end, beside all limits of runs. */
const notForRuns = ({ name }: ScreenRow) =>
  forbidden(
    `"${name}" is published only when its cases pass, and code that runs may not start cases. A person who may edit the app, or a secret token with the scope screens:write, can publish it.`,
  );

async function wantedVersion(ctx: AppContext, screen: ScreenRow, number: number | undefined) {
  if (number !== undefined) return getVersionRow(ctx, screen, number);
  const [draft] = await ctx.db.select().from(screenVersions).where(eq(screenVersions.id, screen.draftVersionId!));
  return draft!;
}
