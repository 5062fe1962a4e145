// Closes every check-in that is still open, as of now: all of them at midnight, or one person's on demand:
// Fliplet.App.Tasks.run('check-out-at-midnight', { name: 'John Carter' })
Fliplet.Page.onRemoteExecution(async (payload) => {
  const name = payload?.name;
  const checkIns = await Fliplet.DataSources.connectByName("Check-ins");
  const open = await checkIns.find({ where: { "Checked out": null, ...(name && { Name: name }) } });
  if (open.length === 0) {
    console.log(name ? `${name} is not checked in` : "Nobody was left checked in");
    return { checkedOut: 0 };
  }

  // One commit: either everybody is checked out, or, should anything fail, nobody.
  const closed = { "Checked out": new Date().toISOString(), "Checked out by": name ? "request" : "midnight task" };
  await checkIns.commit({
    entries: open.map(({ id }) => ({ id, data: closed })),
    append: true,
    extend: true,
    returnEntries: false,
  });
  for (const { data } of open) console.log(`Checked out ${data.Name} from ${data.Desk}`);
  return { checkedOut: open.length };
});
