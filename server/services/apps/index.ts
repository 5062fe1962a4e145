export * from "./change-apps.ts";
export { appLimits, getAppRow, reachableApps, readLimits } from "./internal.ts";
export * from "./list-apps.ts";
