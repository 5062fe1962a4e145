import { z } from "zod";
import { SCREEN_CODE_BYTES_MAX, SCREEN_HTML_BYTES_MAX, TITLE_LENGTH_MAX } from "./limits.ts";
import { idSchema, titleSchema } from "./schema.ts";
import {
  SCREEN_ENGINES,
  SCREEN_ENTRIES,
  SCREEN_LIBRARIES,
  type ScreenContent,
  type ScreenSettings,
} from "./screen-settings.ts";
import { payloadSchema } from "./task.ts";

/** A screen as clients see it. */
export interface ScreenSummary {
  id: number;
  appId: number;
  name: string;
  /** Number of the newest version, the draft. */
  draftVersion: number;
  /** Number of the version that scheduled runs and apps use; null until the first publish. */
  publishedVersion: number | null;
  /** A version is published only when all of the screen's cases pass with it. */
  publishNeedsCases: boolean;
  taskCount: number;
  /** Median of its last 50 completed runs, ms; null when it has none. */
  usualDurationMs: number | null;
  createdAt: string;
  updatedAt: string;
}

/** Where code cannot be read: 1-based, columns in UTF-16 units. */
export interface SyntaxFault {
  message: string;
  line: number;
  column: number;
}

/** With what its draft holds. */
export interface Screen extends ScreenSummary, ScreenContent {
  /** Why a run of the draft's code could not even begin; null when it can be read. */
  syntaxError: SyntaxFault | null;
  /** Of the published version; null until the first publish. */
  publishedCode: string | null;
  publishedHtml: string | null;
  publishedSettings: ScreenSettings | null;
}

export interface ScreenVersion {
  id: number;
  screenId: number;
  number: number;
  createdAt: string;
  createdBy: string | null;
  isPublished: boolean;
}

export interface ScreenVersionDetails extends ScreenVersion, ScreenContent {}

const codeSchema = z
  .string({ error: "The code of a screen must be a text." })
  .refine((code) => new TextEncoder().encode(code).length <= SCREEN_CODE_BYTES_MAX, {
    error: "The code of a screen may have at most 1 MiB.",
    params: { status: "PAYLOAD_TOO_LARGE" },
  })
  .refine((code) => !code.includes("\u0000"), { error: "The code of a screen must not hold a NUL character." });

const htmlSchema = z
  .string({ error: "The html of a screen must be a text." })
  .refine((html) => new TextEncoder().encode(html).length <= SCREEN_HTML_BYTES_MAX, {
    error: "The html of a screen may have at most 1 MiB.",
    params: { status: "PAYLOAD_TOO_LARGE" },
  })
  .refine((html) => !html.includes("\u0000"), { error: "The html of a screen must not hold a NUL character." });

const LIBRARY_ERROR = `A screen can have these libraries: ${SCREEN_LIBRARIES.join(", ")}.`;

/** Settings that are left out stay as they are. */
const settingsSchema = z
  .strictObject({
    libraries: z
      .array(z.enum(SCREEN_LIBRARIES, { error: LIBRARY_ERROR }), { error: LIBRARY_ERROR })
      .max(20, { error: LIBRARY_ERROR })
      .transform((asked) => SCREEN_LIBRARIES.filter((one) => asked.includes(one))),
    dom: z.boolean({ error: "dom must be true or false." }),
    engine: z.enum(SCREEN_ENGINES, { error: `engine must be one of ${SCREEN_ENGINES.join(", ")}.` }),
    entry: z.enum(SCREEN_ENTRIES, { error: `entry must be one of ${SCREEN_ENTRIES.join(", ")}.` }),
  })
  .partial();

export const createScreenInput = z.strictObject({
  name: titleSchema("A screen", TITLE_LENGTH_MAX),
  code: codeSchema.default(""),
  html: htmlSchema.optional(),
  settings: settingsSchema.optional(),
});
export type CreateScreenInput = z.input<typeof createScreenInput>;

const screenId = idSchema("id must be the id of a screen.");

export const screenRefInput = z.strictObject({ id: screenId });
export type ScreenRefInput = z.infer<typeof screenRefInput>;

/** The database counts versions in 32 bits. */
const versionNumber = z.int().min(1).max(2_147_483_647);

export const saveDraftInput = z.strictObject({
  id: screenId,
  code: codeSchema,
  html: htmlSchema.optional(),
  settings: settingsSchema.optional(),
  name: titleSchema("A screen", TITLE_LENGTH_MAX).optional(),
  /** The draft that the edit started from; when another one was saved since, the save is refused. */
  baseVersion: versionNumber.optional(),
});
export type SaveDraftInput = z.infer<typeof saveDraftInput>;

export const publishScreenInput = z.strictObject({
  id: screenId,
  /** Number of the version to publish; the draft when absent. */
  version: versionNumber.optional(),
});
export type PublishScreenInput = z.infer<typeof publishScreenInput>;

export const screenVersionInput = z.strictObject({ id: screenId, version: versionNumber });
export type ScreenVersionInput = z.infer<typeof screenVersionInput>;

/** The code that cases run; what is left out is as the draft has it. */
export const runCasesInput = z.strictObject({
  id: screenId,
  code: codeSchema.optional(),
  html: htmlSchema.optional(),
  settings: settingsSchema.optional(),
});
export type RunCasesInput = z.infer<typeof runCasesInput>;

export const testRunInput = z
  .strictObject({
    id: screenId.optional(),
    code: codeSchema.optional(),
    html: htmlSchema.optional(),
    settings: settingsSchema.optional(),
    payload: payloadSchema.optional(),
  })
  .refine((input) => input.id !== undefined || input.code !== undefined, {
    error: "Say what to test: the id of a screen, or code.",
  });
export type TestRunInput = z.infer<typeof testRunInput>;
