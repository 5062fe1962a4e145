import { z } from "zod";
import { badInput } from "#domain/errors.ts";
import { EXPORT_FORMATS, type ExportFormat } from "#domain/export-format.ts";
import { idSchema } from "#domain/schema.ts";

export const EXPORT_CONTENT_TYPES: Record<ExportFormat, string> = {
  ndjson: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

/**
 * What the address of an export says: `?appId=&format=ndjson|csv&filter=<JSON>`.
 *
 * @param filter the filter's schema
 * @param procedure whose filter it is, for the error's words
 */
export const exportQuery = <Filter extends z.ZodType>(filter: Filter, procedure: "audit.list" | "logs.lines") =>
  z.object({
    appId: z
      .string()
      .regex(/^\d{1,16}$/, { error: "appId must be an id." })
      .transform(Number)
      .pipe(idSchema("appId must be an id."))
      .optional(),
    format: z.enum(EXPORT_FORMATS, { error: 'format must be "ndjson" or "csv".' }),
    filter: z
      .string()
      .default("{}")
      .transform((text, ctx) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          ctx.addIssue({ code: "custom", message: `filter must be JSON, as ${procedure} takes it.` });
          return z.NEVER;
        }
      })
      .pipe(filter),
  });

/** The parameters of the request's address, as they stand. */
export const askedOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

/** The first fault of an address as the caller is told it. */
export function badQuery(error: z.ZodError) {
  const [issue] = error.issues;
  return badInput("INVALID_INPUT", issue!.message, issue!.path.join("."));
}
