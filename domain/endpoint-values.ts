/** What another system can be told of. */
export const ENDPOINT_EVENTS = [
  "run.completed",
  "run.failed",
  "run.timed_out",
  "run.out_of_memory",
  "run.crashed",
  "run.cancelled",
  "schedule.missed",
  "task.created",
  "task.updated",
  "task.removed",
  "task.restored",
] as const;
export type EndpointEvent = (typeof ENDPOINT_EVENTS)[number];

export const isEndpointEvent = (type: string): type is EndpointEvent =>
  (ENDPOINT_EVENTS as readonly string[]).includes(type);

/** What the test button sends, to this endpoint alone. */
export const TEST_EVENT = "endpoint.test";
export type DeliveredEvent = EndpointEvent | typeof TEST_EVENT;

export const ENDPOINTS_PER_APP_MAX = 20;
export const ENDPOINT_URL_LENGTH_MAX = 2_000;
export const ENDPOINT_DESCRIPTION_LENGTH_MAX = 200;

/** Attempts of one delivery, spread over less than a day. */
export const DELIVERY_ATTEMPTS_MAX = 8;

export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Another system's address that is told what happens in an app. Times are ISO 8601 UTC. */
export interface Endpoint {
  id: number;
  url: string;
  description: string;
  events: EndpointEvent[];
  /** Switched on. */
  active: boolean;
  /** Why it was switched off; null while it is on. */
  disabledReason: string | null;
  /** When deliveries began to fail without one that arrived since. */
  failingSince: string | null;
  createdAt: string;
  createdBy: string | null;
  updatedAt: string;
}

/** One event on its way to one endpoint. */
export interface Delivery {
  id: number;
  endpointId: number;
  url: string;
  /** The webhook's id: the same at each attempt. */
  messageId: string;
  eventType: DeliveredEvent;
  status: DeliveryStatus;
  attempts: number;
  /** When it is tried next; null once it has ended. */
  nextAttemptAt: string | null;
  /** What the last attempt was answered with; null when nothing was. */
  lastStatusCode: number | null;
  lastError: string | null;
  lastDurationMs: number | null;
  runId: number | null;
  createdAt: string;
  finishedAt: string | null;
}

export interface DeliveryDetails extends Delivery {
  /** To the letter, as it is signed. */
  body: string;
}

export interface DeliveryPage {
  deliveries: Delivery[];
  nextCursor: number | null;
}
