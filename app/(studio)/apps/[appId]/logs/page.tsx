import type { Metadata } from "next";
import { LogsPage } from "#components/logs/logs-page.tsx";

export const metadata: Metadata = { title: "Log" };

export default function Page() {
  return <LogsPage />;
}
