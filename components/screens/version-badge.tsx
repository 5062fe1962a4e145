import { Badge } from "#components/ui/badge.tsx";
import type { ScreenSummary } from "#domain/screen.ts";

/** What of the screen is live: nothing, all of it, or something older than the draft. */
export function VersionBadge({ screen }: { screen: Pick<ScreenSummary, "draftVersion" | "publishedVersion"> }) {
  const { draftVersion, publishedVersion } = screen;
  if (publishedVersion === null) return <Badge tone="quiet">Never published</Badge>;
  if (draftVersion > publishedVersion)
    return (
      <Badge tone="warn" title={`Version ${publishedVersion} is published, the draft is version ${draftVersion}.`}>
        Draft newer than published
      </Badge>
    );
  return <Badge tone="ok">Published</Badge>;
}
