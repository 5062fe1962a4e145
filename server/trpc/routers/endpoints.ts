import {
  createEndpointInput,
  deliveryRefInput,
  endpointRefInput,
  listDeliveriesInput,
  updateEndpointInput,
} from "#domain/endpoint.ts";
import {
  createEndpoint,
  getDelivery,
  listDeliveries,
  listEndpoints,
  redeliver,
  removeEndpoint,
  rotateEndpoint,
  testEndpoint,
  updateEndpoint,
} from "../../services/endpoints/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

/** Other systems' addresses that are told what happens in an app. */
export const endpointsRouter = router({
  list: appProcedure.input(appOnly).query(({ ctx }) => listEndpoints(ctx.app)),
  create: appProcedure.input(inApp(createEndpointInput)).mutation(({ ctx, input }) => createEndpoint(ctx.app, input)),
  update: appProcedure.input(inApp(updateEndpointInput)).mutation(({ ctx, input }) => updateEndpoint(ctx.app, input)),
  rotate: appProcedure.input(inApp(endpointRefInput)).mutation(({ ctx, input }) => rotateEndpoint(ctx.app, input)),
  remove: appProcedure.input(inApp(endpointRefInput)).mutation(({ ctx, input }) => removeEndpoint(ctx.app, input)),
  test: appProcedure.input(inApp(endpointRefInput)).mutation(({ ctx, input }) => testEndpoint(ctx.app, input)),
  deliveries: appProcedure.input(inApp(listDeliveriesInput)).query(({ ctx, input }) => listDeliveries(ctx.app, input)),
  delivery: appProcedure.input(inApp(deliveryRefInput)).query(({ ctx, input }) => getDelivery(ctx.app, input)),
  redeliver: appProcedure.input(inApp(deliveryRefInput)).mutation(({ ctx, input }) => redeliver(ctx.app, input)),
});
