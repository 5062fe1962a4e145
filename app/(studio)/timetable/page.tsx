import type { Metadata } from "next";
import { TimetablePage } from "#components/timetable/timetable-page.tsx";
import { type TimetablePlace, timetableAskedFor } from "#components/timetable/timetable-place.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Timetable" };

export default async function Page({ searchParams }: { searchParams: Promise<TimetablePlace> }) {
  const asked = timetableAskedFor(await searchParams);
  return (
    <main id="content" tabIndex={-1} className="outline-none mx-auto max-w-[100rem] px-4 py-6 sm:px-6 sm:py-8">
      <Prefetch queries={(trpc) => (asked ? [trpc.schedules.organizationTimetable.queryOptions(asked)] : [])}>
        <TimetablePage appId={null} />
      </Prefetch>
    </main>
  );
}
