import type { Metadata } from "next";
import { Suspense } from "react";
import { MessagePage } from "#components/messages/message-page.tsx";
import { idParam } from "#lib/id-param.ts";

export const metadata: Metadata = { title: "Message" };

export default async function Page({ params }: { params: Promise<{ messageId: string }> }) {
  const messageId = idParam((await params).messageId);
  return (
    <Suspense>
      <MessagePage key={messageId} messageId={messageId} />
    </Suspense>
  );
}
