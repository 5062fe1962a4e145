// Reads an RSS feed, keeps what is new in the data source "Releases" and tells the app's users of it by push message.
// The feed is the variable FEED_URL of the Secrets page; without one it is the feed of this product's own releases.
Fliplet.Page.onRemoteExecution(async () => {
  const feedUrl = Fliplet.Env.get("FEED_URL") || `${Fliplet.Env.get("apiUrl")}releases.xml`;
  const response = await fetch(feedUrl);
  if (!response.ok) throw new Error(`The feed answered with ${response.status}.`);

  const items = parseItems(await response.text());
  const releases = await Fliplet.DataSources.connectByName("Releases");
  const known = new Set((await releases.find({ attributes: ["Guid"] })).map((entry) => entry.data.Guid));
  const fresh = items.filter((item) => !known.has(item.Guid));
  if (fresh.length > 0) await releases.append(fresh);
  console.log(`${items.length} items in the feed, ${fresh.length} of them new`);

  // What an earlier attempt kept but did not get to tell of is told of now.
  const untold = await releases.find({ where: { Told: null }, order: [["data.Published", "ASC"]] });
  for (const { id, data } of untold) {
    await Fliplet.Notifications.insert({
      status: "published",
      data: { title: data.Title, message: data.Summary, navigate: data.Link },
      pushNotification: { payload: { title: data.Title, body: data.Summary.slice(0, 200), navigate: data.Link } },
    });
    await releases.update(id, { Told: new Date().toISOString() });
    console.info("New item:", data.Title);
  }
  return { read: items.length, new: untold.map(({ data }) => data.Title) };
});

function parseItems(xml) {
  const feed = new DOMParser().parseFromString(xml, "text/xml");
  const text = (item, tag) => item.querySelector(tag)?.textContent.trim() ?? "";
  return [...feed.querySelectorAll("item")].map((item) => {
    const published = new Date(text(item, "pubDate"));
    return {
      Guid: text(item, "guid") || text(item, "link"),
      Title: text(item, "title").slice(0, 200),
      Summary: plain(text(item, "description")).slice(0, 1000),
      Link: text(item, "link"),
      Published: Number.isNaN(published.getTime()) ? null : published.toISOString(),
    };
  });
}

// Descriptions are often HTML: only its text is kept.
function plain(html) {
  const page = new DOMParser().parseFromString(`<body>${html}</body>`, "text/html");
  return page.body.textContent.replace(/\s+/g, " ").trim();
}
