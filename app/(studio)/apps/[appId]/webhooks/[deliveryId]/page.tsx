import type { Metadata } from "next";
import { DeliveryPage } from "#components/webhooks/delivery-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Delivery" };

export default async function Page({ params }: { params: Promise<{ appId: string; deliveryId: string }> }) {
  const { appId, deliveryId } = await params;
  const id = idParam(deliveryId);
  return (
    <Prefetch queries={(trpc) => [trpc.endpoints.delivery.queryOptions({ appId: idParam(appId), id })]}>
      <DeliveryPage deliveryId={id} />
    </Prefetch>
  );
}
