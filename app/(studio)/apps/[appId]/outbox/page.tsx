import type { Metadata } from "next";
import { Suspense } from "react";
import { OutboxPage } from "#components/messages/outbox-page.tsx";

export const metadata: Metadata = { title: "Outbox" };

export default function Page() {
  return (
    <Suspense>
      <OutboxPage />
    </Suspense>
  );
}
