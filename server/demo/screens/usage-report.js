// Adds up what this app's tasks did in the last seven days, from the app's own
// log, and keeps the figures in the data source "Usage reports".
Fliplet.Page.onRemoteExecution(async () => {
  const weekAgo = Date.now() - 7 * 24 * 60 * 60 * 1000;
  const byTask = {};

  for (let offset = 0; ; offset += 200) {
    const { logs } = await Fliplet.App.Tasks.getLogs({ limit: 200, offset });
    const recent = logs.filter((log) => new Date(log.createdAt).getTime() >= weekAgo);
    for (const log of recent) count(byTask, log);
    if (logs.length < 200 || recent.length < logs.length) break;
  }

  const rows = Object.entries(byTask).map(([name, sums]) => ({
    Task: name,
    Completed: sums.completed,
    Failed: sums.failed,
    "Average ms": Math.round(sums.totalMs / (sums.completed + sums.failed)),
  }));
  const reports = await Fliplet.DataSources.connectByName("Usage reports");
  await reports.insert({ "Week ending": new Date().toISOString().slice(0, 10), Rows: rows });

  for (const row of rows)
    console.log(`${row.Task}: ${row.Completed} completed, ${row.Failed} failed, ${row["Average ms"]} ms on average`);
  return { tasks: rows };
});

function count(byTask, log) {
  byTask[log.data.taskName] ??= { completed: 0, failed: 0, totalMs: 0 };
  const sums = byTask[log.data.taskName];
  sums[log.type === "app.task.completed" ? "completed" : "failed"] += 1;
  sums.totalMs += log.data.duration;
}
