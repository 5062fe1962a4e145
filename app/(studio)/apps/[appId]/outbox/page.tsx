import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { messagePagesKey, outboxInput, outboxParsers } from "#components/messages/outbox-filter.ts";
import { OutboxPage } from "#components/messages/outbox-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Outbox" };

const readFilter = createLoader(outboxParsers);

interface PageProps {
  params: Promise<{ appId: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const input = outboxInput(idParam((await params).appId), await readFilter(searchParams));
  return (
    <Prefetch
      queries={(trpc) => [
        { pagesKey: messagePagesKey(input), firstPage: trpc.messages.list.queryOptions(input) },
        trpc.tasks.list.queryOptions({ appId: input.appId }),
      ]}
    >
      <OutboxPage />
    </Prefetch>
  );
}
