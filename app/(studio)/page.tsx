import type { Metadata } from "next";
import { AppsPage } from "#components/apps/apps-page.tsx";

export const metadata: Metadata = { title: "Apps" };

export default function Page() {
  return (
    <main id="content" tabIndex={-1} className="outline-none mx-auto max-w-6xl px-4 py-6 sm:px-6 sm:py-8">
      <AppsPage />
    </main>
  );
}
