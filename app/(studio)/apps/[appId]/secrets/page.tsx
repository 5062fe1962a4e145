import type { Metadata } from "next";
import { SecretsPage } from "#components/secrets/secrets-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Secrets" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch queries={(trpc) => [trpc.secrets.list.queryOptions({ appId })]}>
      <SecretsPage />
    </Prefetch>
  );
}
