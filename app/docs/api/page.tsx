import type { Metadata } from "next";
import { ReferencePage } from "#components/reference/reference-page.tsx";
import { getContainer } from "#server/container.ts";
import { apiReference } from "#server/openapi/reference.ts";

export const metadata: Metadata = { title: "API", description: "Every call of the App Tasks API." };

/** For everyone: whoever writes against the API need not be let into the studio. */
export default async function ApiReferencePage() {
  const { settings } = await getContainer();
  return <ReferencePage reference={apiReference(settings.publicUrl)} />;
}
