import type { Metadata } from "next";
import { ScreensPage } from "#components/screens/screens-page.tsx";

export const metadata: Metadata = { title: "Screens" };

export default function Page() {
  return <ScreensPage />;
}
