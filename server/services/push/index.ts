export { deliverPush } from "./deliver-push.ts";
export { listDeliveries } from "./list-deliveries.ts";
export { getPushKey, replacePushKey } from "./push-keys.ts";
export { originOf, reservePush } from "./reserve-push.ts";
export { asSystem, resendPush, resumeAbandonedPushes } from "./resume-push.ts";
export { carryOut, type SentPush, sendPush, sendTestPush } from "./send-push.ts";
export { subscribe, subscriberOf, unsubscribe } from "./subscribe.ts";
export { listSubscriptions, removeSubscription } from "./subscriptions.ts";
export { isForEveryone, openUserFilter } from "./user-filter.ts";
