import type { Metadata } from "next";
import { Suspense } from "react";
import { ConnectPage } from "#components/connect/connect-page.tsx";

export const metadata: Metadata = { title: "Connect" };

export default function Page() {
  return (
    <Suspense>
      <ConnectPage />
    </Suspense>
  );
}
