export * from "./list-entries.ts";
export * from "./list-lines.ts";
