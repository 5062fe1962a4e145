import type { Metadata } from "next";
import { TimetablePage } from "#components/timetable/timetable-page.tsx";

export const metadata: Metadata = { title: "Timetable" };

export default function Page() {
  return (
    <main id="content" tabIndex={-1} className="outline-none mx-auto max-w-[100rem] px-4 py-6 sm:px-6 sm:py-8">
      <TimetablePage appId={null} />
    </main>
  );
}
