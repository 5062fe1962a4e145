export * from "./saved-views.ts";
