export * from "./give-back.ts";
export * from "./use-up.ts";
