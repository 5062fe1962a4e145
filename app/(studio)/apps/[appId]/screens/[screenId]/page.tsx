import type { Metadata } from "next";
import { ScreenPage } from "#components/screens/screen-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Screen" };

export default async function Page({ params }: { params: Promise<{ appId: string; screenId: string }> }) {
  const { appId: app, screenId: item } = await params;
  const appId = idParam(app);
  const screenId = idParam(item);
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.screens.get.queryOptions({ appId, id: screenId }),
        trpc.tasks.list.queryOptions({ appId }),
      ]}
    >
      <ScreenPage key={screenId} screenId={screenId} />
    </Prefetch>
  );
}
