import { currentTokenSchema } from "#domain/api/token.ts";
import { operation } from "../operation.ts";

export const tokenOperations = [
  operation("GET /token", "tokens.current", currentTokenSchema, {
    summary: "What the token is that you send",
    description: "Its name, its scopes, when it expires, and the app that it speaks for.",
  }),
];
