import {
  listDeliveriesInput,
  listSubscriptionsInput,
  subscribeInput,
  subscriptionRefInput,
  unsubscribeInput,
} from "#domain/push.ts";
import {
  getPushKey,
  listDeliveries,
  listSubscriptions,
  removeSubscription,
  replacePushKey,
  sendTestPush,
  subscribe,
  unsubscribe,
} from "../../services/push/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

const receive = appProcedure("notifications:receive");
const studio = appProcedure("studio");

export const pushRouter = router({
  publicKey: receive.input(appOnly).query(({ ctx }) => getPushKey(ctx.app)),
  subscribe: receive.input(inApp(subscribeInput)).mutation(({ ctx, input }) => subscribe(ctx.app, input)),
  unsubscribe: receive.input(inApp(unsubscribeInput)).mutation(({ ctx, input }) => unsubscribe(ctx.app, input)),
  deliveries: appProcedure("messages:read")
    .input(inApp(listDeliveriesInput))
    .query(({ ctx, input }) => listDeliveries(ctx.app, input)),
  list: studio.input(inApp(listSubscriptionsInput)).query(({ ctx, input }) => listSubscriptions(ctx.app, input)),
  remove: studio.input(inApp(subscriptionRefInput)).mutation(({ ctx, input }) => removeSubscription(ctx.app, input)),
  sendTest: studio.input(inApp(subscriptionRefInput)).mutation(({ ctx, input }) => sendTestPush(ctx.app, input)),
  replaceKey: studio.input(appOnly).mutation(({ ctx }) => replacePushKey(ctx.app)),
});
