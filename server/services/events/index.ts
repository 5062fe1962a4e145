export { tellRunEnded } from "./tell-run-ended.ts";
export { putTriggers, readTriggers } from "./triggers.ts";
export { type Cause, causeOf, type EventTx, type EventWatch, watchEvents } from "./watch-events.ts";
