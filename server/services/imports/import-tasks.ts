import { badInput, DomainError } from "#domain/errors.ts";
import type { ImportedTask, ImportInput, ImportPreview } from "#domain/import.ts";
import { readImport } from "#domain/read-import.ts";
import type { AppContext } from "../../context.ts";
import { readLimits } from "../apps/index.ts";
import { listTasks } from "../tasks/index.ts";
import { inTransaction } from "../transaction.ts";
import { type Created, createEntries, describeEntries } from "./create-entries.ts";

/** Thrown to end a transaction without its changes. */
class TakenBack extends Error {}

/**
 * What an import would make, and why it would not: it is carried out and taken back, so that it tells what the import itself
 * will say.
 *
 * @throws DomainError INVALID_INPUT for a text that is not JSON or holds no tasks.
 */
export async function previewImport(ctx: AppContext, { text, ...choices }: ImportInput): Promise<ImportPreview> {
  const entries = await describeEntries(ctx, readImport(text));
  const limits = await readLimits(ctx);
  const placesLeft = Math.max(0, limits.tasks - (await listTasks(ctx)).length);
  let created: Created[] = [];
  await inTransaction(ctx, async (tx) => {
    created = await createEntries(tx, entries, choices);
    throw new TakenBack();
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  return { items: created.map(({ item }) => item), placesLeft };
}

/**
 * Creates tasks and actions as the text names them, all inactive, all or none.
 *
 * @throws DomainError with the refusal of the first entry that cannot be made, named by its name; INVALID_INPUT when all are
 *   left out.
 */
export async function importTasks(
  ctx: AppContext,
  { text, ...choices }: ImportInput,
): Promise<{ made: ImportedTask[] }> {
  const entries = await describeEntries(ctx, readImport(text));
  return inTransaction(ctx, async (tx) => {
    const created = await createEntries(tx, entries, choices);
    const refused = created.find(({ item }) => item.problem !== null)?.item;
    if (refused?.problem) {
      const { status, message } = refused.problem;
      // Only statuses of refusals are ever written into a problem.
      throw new DomainError("conflict", status as DomainError["status"], `${refused.name}: ${message}`, {
        field: "text",
      });
    }
    const made = created.flatMap(({ item: { kind }, made }) => (made ? [{ kind, id: made.id, name: made.name }] : []));
    if (made.length === 0) throw badInput("INVALID_INPUT", "All of it is left out. Choose what shall be made.", "skip");
    return { made };
  });
}
