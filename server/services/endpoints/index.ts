export * from "./change-endpoints.ts";
export { type DeliverOptions, deliverDue } from "./deliver-due.ts";
export * from "./deliveries.ts";
export { endpointPlace } from "./internal.ts";
export { tellEndpoints, tellRun } from "./tell-endpoints.ts";
