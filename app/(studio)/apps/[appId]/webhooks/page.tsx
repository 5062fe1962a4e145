import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { deliveriesInput, deliveryPagesKey, deliveryParsers } from "#components/webhooks/delivery-filter.ts";
import { WebhooksPage } from "#components/webhooks/webhooks-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Webhooks" };

const readFilter = createLoader({ ...deliveryParsers, tab: parseAsString });

interface PageProps {
  params: Promise<{ appId: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const appId = idParam((await params).appId);
  const { tab, ...filter } = await readFilter(searchParams);
  const input = deliveriesInput(appId, filter);
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.webhooks.list.queryOptions({ appId }),
        trpc.endpoints.list.queryOptions({ appId }),
        ...(tab === "deliveries"
          ? [{ pagesKey: deliveryPagesKey(input), firstPage: trpc.endpoints.deliveries.queryOptions(input) }]
          : []),
      ]}
    >
      <WebhooksPage />
    </Prefetch>
  );
}
