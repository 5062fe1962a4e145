export * from "./change-tokens.ts";
export * from "./find-token.ts";
