import type { ReactNode } from "react";
import { AppIdProvider } from "#components/shell/app-id.tsx";
import { AppNav } from "#components/shell/app-nav.tsx";
import { idParam } from "#lib/id-param.ts";

export default async function AppLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ appId: string }>;
}) {
  const appId = idParam((await params).appId);
  return (
    <AppIdProvider id={appId}>
      <div className="flex">
        <AppNav appId={appId} />
        <main
          id="content"
          tabIndex={-1}
          className="outline-none mx-auto min-w-0 max-w-[100rem] flex-1 px-4 pt-5 pb-24 sm:px-6 lg:py-6"
        >
          {children}
        </main>
      </div>
    </AppIdProvider>
  );
}
