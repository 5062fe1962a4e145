// Closes every check-in that is still open, as of now.
Fliplet.Page.onRemoteExecution(async () => {
  const checkIns = await Fliplet.DataSources.connectByName("Check-ins");
  const open = await checkIns.find({ where: { "Checked out": null } });
  const now = new Date().toISOString();

  for (const entry of open) {
    await checkIns.update(entry.id, { "Checked out": now, "Checked out by": "midnight task" });
    console.log(`Checked out ${entry.data.Name} from ${entry.data.Desk}`);
  }
  if (open.length === 0) console.log("Nobody was left checked in");
  return { checkedOut: open.length };
});
