import { z } from "zod";
import { ERROR_STATUSES } from "../errors.ts";
import { SCREEN_NEEDS, type ScreenNeed } from "../screen-needs.ts";
import { about, id, named, text } from "./values.ts";

/** Statuses that only the door of the API uses, beside those of the services. */
export const DOOR_STATUSES = ["NOT_FOUND", "METHOD_NOT_ALLOWED", "INTERNAL"] as const;

export const runErrorSchema = named(
  "RunError",
  "What a handler threw, or why its run was ended.",
  z.object({
    name: text,
    message: text,
    stack: text,
    status: text,
    line: about(z.int().optional(), "In the screen's own code, from 1."),
    column: z.int().optional(),
    needs: about(
      z.enum(SCREEN_NEEDS as [ScreenNeed, ...ScreenNeed[]]).optional(),
      "What the screen would have to switch on for its code to get further.",
    ),
  }),
);

/** The body of every answer that is no success. */
export const apiErrorSchema = named(
  "Error",
  "Why a request was refused.",
  z.object({
    error: z.object({
      status: about(z.enum([...ERROR_STATUSES, ...DOOR_STATUSES]), "The stable word to branch on."),
      message: about(text, "A sentence for a person: what, where, what to do."),
      field: about(text.optional(), "The field of the request at fault."),
      position: about(z.int().optional(), "Where in that field, characters from 0."),
      runId: about(id.optional(), "The run that failed, when a result was waited for."),
      thrown: about(runErrorSchema.optional(), "What the run's handler threw."),
    }),
  }),
);
export type ApiError = z.infer<typeof apiErrorSchema>;
