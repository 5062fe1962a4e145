import type { Metadata } from "next";
import { ScreensPage } from "#components/screens/screens-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Screens" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch queries={(trpc) => [trpc.screens.list.queryOptions({ appId })]}>
      <ScreensPage />
    </Prefetch>
  );
}
