export * from "./change-entries.ts";
export * from "./data-sources.ts";
export * from "./find-entries.ts";
