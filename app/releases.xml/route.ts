import { RELEASE_NOTES } from "#domain/releases.ts";
import { getContainer } from "#server/container.ts";

export const dynamic = "force-dynamic";

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** The product's own releases as an RSS 2.0 feed. */
export async function GET(): Promise<Response> {
  const { settings } = await getContainer();
  const items = RELEASE_NOTES.map(
    (note) => `
    <item>
      <title>${escaped(note.title)}</title>
      <link>${escaped(settings.publicUrl)}/releases.xml#${note.id}</link>
      <guid isPermaLink="false">app-tasks-${note.id}</guid>
      <pubDate>${new Date(note.publishedAt).toUTCString()}</pubDate>
      <description>${escaped(note.summary)}</description>
    </item>`,
  );
  const feed = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
  <channel>
    <title>App Tasks releases</title>
    <link>${escaped(settings.publicUrl)}</link>
    <description>What each release of App Tasks brought.</description>${items.join("")}
  </channel>
</rss>
`;
  return new Response(feed, {
    headers: { "content-type": "application/rss+xml; charset=utf-8", "cache-control": "public, max-age=300" },
  });
}
