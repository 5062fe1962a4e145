import type { Metadata } from "next";
import { WebhooksPage } from "#components/webhooks/webhooks-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Webhooks" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch
      queries={(trpc) => [trpc.webhooks.list.queryOptions({ appId }), trpc.endpoints.list.queryOptions({ appId })]}
    >
      <WebhooksPage />
    </Prefetch>
  );
}
