export * from "./change-apps.ts";
export { appLimits, getAppRow } from "./internal.ts";
export * from "./list-apps.ts";
