import type { Metadata } from "next";
import { AccountPage } from "#components/account/account-page.tsx";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Account" };

export default function Page() {
  return (
    <main id="content" tabIndex={-1} className="outline-none mx-auto max-w-3xl px-4 py-6 sm:px-6 sm:py-8">
      <Prefetch queries={(trpc) => [trpc.account.get.queryOptions(), trpc.account.sessions.queryOptions()]}>
        <AccountPage />
      </Prefetch>
    </main>
  );
}
