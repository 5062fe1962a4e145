import type { Metadata } from "next";
import { ConnectPage } from "#components/connect/connect-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Connect" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.tokens.list.queryOptions({ appId }),
        trpc.tasks.list.queryOptions({ appId }),
        trpc.userKey.get.queryOptions({ appId }),
      ]}
    >
      <ConnectPage />
    </Prefetch>
  );
}
