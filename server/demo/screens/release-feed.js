// Reads the RSS feed of this product's own releases, keeps what is new in the
// data source "Releases" and says which items it had not seen before.
Fliplet.Page.onRemoteExecution(async () => {
  const feedUrl = `${Fliplet.Env.get("apiUrl")}releases.xml`;
  const response = await fetch(feedUrl);
  if (!response.ok) throw new Error(`The feed answered with ${response.status}.`);

  const items = parseItems(await response.text());
  const releases = await Fliplet.DataSources.connectByName("Releases");
  const known = new Set((await releases.find({ attributes: ["Guid"] })).map((entry) => entry.data.Guid));
  const fresh = items.filter((item) => !known.has(item.Guid));

  if (fresh.length > 0) await releases.append(fresh);
  for (const item of fresh) console.info("New item:", item.Title);
  console.log(`${items.length} items in the feed, ${fresh.length} of them new`);
  return { read: items.length, new: fresh.map((item) => item.Title) };
});

function parseItems(xml) {
  return [...xml.matchAll(/<item>([\s\S]*?)<\/item>/g)].map(([, item]) => ({
    Guid: textOf(item, "guid"),
    Title: textOf(item, "title"),
    Summary: textOf(item, "description"),
    Published: new Date(textOf(item, "pubDate")).toISOString(),
  }));
}

function textOf(xml, tag) {
  const found = new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`).exec(xml);
  return found ? found[1].replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)).trim() : "";
}
