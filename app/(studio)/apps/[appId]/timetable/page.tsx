import type { Metadata } from "next";
import { TimetablePage } from "#components/timetable/timetable-page.tsx";
import { idParam } from "#lib/id-param.ts";

export const metadata: Metadata = { title: "Timetable" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return <TimetablePage key={appId} appId={appId} />;
}
