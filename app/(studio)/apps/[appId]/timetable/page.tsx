import type { Metadata } from "next";
import { TimetablePage } from "#components/timetable/timetable-page.tsx";
import { type TimetablePlace, timetableAskedFor } from "#components/timetable/timetable-place.ts";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Timetable" };

interface PageProps {
  params: Promise<{ appId: string }>;
  searchParams: Promise<TimetablePlace>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const appId = idParam((await params).appId);
  const asked = timetableAskedFor(await searchParams);
  return (
    <Prefetch queries={(trpc) => (asked ? [trpc.schedules.timetable.queryOptions({ appId, ...asked })] : [])}>
      <TimetablePage key={appId} appId={appId} />
    </Prefetch>
  );
}
