import type { Metadata } from "next";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch queries={(trpc) => [trpc.apps.get.queryOptions({ id: appId })]}>
      <SettingsPage />
    </Prefetch>
  );
}
