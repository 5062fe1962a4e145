import type { Metadata } from "next";
import { OrganisationPage } from "#components/organisation/organisation-page.tsx";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Organisation" };

export default function Page() {
  return (
    <main id="content" tabIndex={-1} className="outline-none mx-auto max-w-5xl px-4 py-6 sm:px-6 sm:py-8">
      <Prefetch queries={(trpc) => [trpc.members.list.queryOptions(), trpc.members.invitations.queryOptions()]}>
        <OrganisationPage />
      </Prefetch>
    </main>
  );
}
