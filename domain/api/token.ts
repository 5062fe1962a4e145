import { z } from "zod";
import { SCOPES, TOKEN_KINDS } from "../scope.ts";
import { id, instant, named, text } from "./values.ts";

export const currentTokenSchema = named(
  "CurrentToken",
  "What a token may know of itself.",
  z.object({
    id,
    name: text,
    kind: z.enum(TOKEN_KINDS),
    scopes: z.array(z.enum(SCOPES)),
    expiresAt: instant.nullable(),
    app: z.object({ id, name: text }),
  }),
);
