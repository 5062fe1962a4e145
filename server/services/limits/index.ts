export * from "./use-up.ts";
