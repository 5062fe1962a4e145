export * from "./change-notifications.ts";
export * from "./inbox.ts";
export * from "./publish-due.ts";
export * from "./read-notifications.ts";
