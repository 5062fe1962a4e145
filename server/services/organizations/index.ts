export * from "./organizations.ts";
