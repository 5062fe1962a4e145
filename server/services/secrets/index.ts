export * from "./internal.ts";
export * from "./list-secrets.ts";
export * from "./read-secrets.ts";
export * from "./remove-secret.ts";
export * from "./rotate-secrets.ts";
export * from "./set-secret.ts";
