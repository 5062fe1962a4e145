import type { Metadata } from "next";
import { ScreenPage } from "#components/screens/screen-page.tsx";
import { idParam } from "#lib/id-param.ts";

export const metadata: Metadata = { title: "Screen" };

export default async function Page({ params }: { params: Promise<{ screenId: string }> }) {
  const screenId = idParam((await params).screenId);
  return <ScreenPage key={screenId} screenId={screenId} />;
}
