import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { CommandCenter } from "#components/command/command-center.tsx";
import { ConnectionBanner } from "#components/shell/connection-banner.tsx";
import { Header } from "#components/shell/header.tsx";
import { SchedulerBanner } from "#components/shell/scheduler-banner.tsx";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { currentSession } from "#lib/session.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

/** Everything behind the sign-in. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  const { user, organization } = session;
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.me.get.queryOptions(),
        trpc.apps.list.queryOptions(),
        trpc.schedules.health.queryOptions(),
      ]}
    >
      <CommandCenter>
        <SkipLink />
        <Header person={{ name: user.name, email: user.email, organization: organization.name }} />
        <ConnectionBanner />
        <SchedulerBanner />
        {children}
      </CommandCenter>
    </Prefetch>
  );
}
