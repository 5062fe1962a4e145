export * from "./give-back.ts";
export * from "./take-place.ts";
export * from "./use-up.ts";
export * from "./wait-of.ts";
