import type { Metadata } from "next";
import { HomePage } from "#components/home/home-page.tsx";
import { overviewQuery } from "#components/home/overview-query.ts";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Home" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.apps.get.queryOptions({ id: appId }),
        trpc.tasks.list.queryOptions({ appId }),
        overviewQuery(trpc, appId),
      ]}
    >
      <HomePage />
    </Prefetch>
  );
}
