export * from "./list-audit.ts";
export * from "./record-change.ts";
