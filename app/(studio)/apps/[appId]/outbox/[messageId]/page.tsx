import type { Metadata } from "next";
import { MessagePage } from "#components/messages/message-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Message" };

export default async function Page({ params }: { params: Promise<{ appId: string; messageId: string }> }) {
  const { appId, messageId } = await params;
  const id = idParam(messageId);
  return (
    <Prefetch queries={(trpc) => [trpc.messages.get.queryOptions({ appId: idParam(appId), id })]}>
      <MessagePage key={id} messageId={id} />
    </Prefetch>
  );
}
