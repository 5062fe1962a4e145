import { z } from "zod";
import { IMPORT_ENTRIES_MAX, IMPORT_LETTERS_MAX } from "./import-values.ts";
import { idSchema } from "./schema.ts";

export * from "./import-values.ts";

export const importInput = z.strictObject({
  /** JSON. */
  text: z.string({ error: "Paste the tasks as JSON." }).max(IMPORT_LETTERS_MAX, {
    error: `An import may have at most ${IMPORT_LETTERS_MAX.toLocaleString("en")} characters: bring it in in parts.`,
  }),
  /** The screen that stands for a page, by the page's id; the empty text names tasks that have none. */
  screens: z.record(z.string().max(20), idSchema("A screen is named by its id.")).default({}),
  /** Places of entries that are left out. */
  skip: z.array(z.int().min(0)).max(IMPORT_ENTRIES_MAX).default([]),
});
export type ImportInput = z.output<typeof importInput>;
