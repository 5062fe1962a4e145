import type { ImportedTask } from "#domain/import-values.ts";
import { errorInfo } from "#lib/trpc/error-info.ts";

const GONE: ReadonlySet<string | undefined> = new Set(["TASK_NOT_FOUND", "ACTION_NOT_FOUND"]);

/**
 * Removes what an import made. What is gone already counts as removed, so that it can be asked for again after it broke off.
 *
 * @throws what `remove` throws for any other reason
 */
export async function takeBack(
  made: readonly ImportedTask[],
  remove: (one: ImportedTask) => Promise<unknown>,
): Promise<void> {
  // One after the other: changes to tasks of one app wait for each other on the server.
  for (const one of made) {
    try {
      await remove(one);
    } catch (error) {
      if (!GONE.has(errorInfo(error).status)) throw error;
    }
  }
}
