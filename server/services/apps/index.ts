export * from "./change-apps.ts";
export { appLimits, getAppRow, reachableApps } from "./internal.ts";
export * from "./list-apps.ts";
