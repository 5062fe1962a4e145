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

export const pushRouter = router({
  publicKey: appProcedure.input(appOnly).query(({ ctx }) => getPushKey(ctx.app)),
  subscribe: appProcedure.input(inApp(subscribeInput)).mutation(({ ctx, input }) => subscribe(ctx.app, input)),
  unsubscribe: appProcedure.input(inApp(unsubscribeInput)).mutation(({ ctx, input }) => unsubscribe(ctx.app, input)),
  deliveries: appProcedure.input(inApp(listDeliveriesInput)).query(({ ctx, input }) => listDeliveries(ctx.app, input)),
  list: appProcedure.input(inApp(listSubscriptionsInput)).query(({ ctx, input }) => listSubscriptions(ctx.app, input)),
  remove: appProcedure
    .input(inApp(subscriptionRefInput))
    .mutation(({ ctx, input }) => removeSubscription(ctx.app, input)),
  sendTest: appProcedure.input(inApp(subscriptionRefInput)).mutation(({ ctx, input }) => sendTestPush(ctx.app, input)),
  replaceKey: appProcedure.input(appOnly).mutation(({ ctx }) => replacePushKey(ctx.app)),
});
