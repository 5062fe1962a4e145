// Adds up what this app's tasks did in the last seven days, keeps the figures in the
// data source "Usage reports" and mails them to everybody in "Report recipients".
const MAIL = `
  <h1>Your tasks in the week to {{ weekEnding }}</h1>
  <p>Hello {{ name }},</p>
  {{#if rows}}
  <table cellpadding="6">
    <tr><th align="left">Task</th><th>Completed</th><th>Failed</th><th>Average</th></tr>
    {{#each rows}}
    <tr><td>{{ Task }}</td><td align="right">{{ Completed }}</td><td align="right">{{ Failed }}</td><td align="right">{{ AverageMs }} ms</td></tr>
    {{/each}}
  </table>
  {{else}}
  <p>No task ran this week.</p>
  {{/if}}`;

Fliplet.Page.onRemoteExecution(async () => {
  // Of the fire time where there is one: an attempt after midnight is still for the week that was due.
  const weekEnding = new Date(Fliplet.Env.get("fireAt") || Date.now()).toISOString().slice(0, 10);
  const reports = await Fliplet.DataSources.connectByName("Usage reports");
  // A run that is tried again finds the figures of its first attempt, and so does not send a second, different mail.
  const report =
    (await reports.findOne({ where: { "Week ending": weekEnding } })) ??
    (await reports.insert({ "Week ending": weekEnding, Rows: await lastWeek() }));
  const rows = report.data.Rows;
  for (const row of rows)
    console.log(`${row.Task}: ${row.Completed} completed, ${row.Failed} failed, ${row.AverageMs} ms on average`);

  const recipients = await (await Fliplet.DataSources.connectByName("Report recipients")).find();
  if (recipients.length === 0) console.warn('Nobody to mail: add people to the data source "Report recipients".');
  await Fliplet.Communicate.batchSendEmail(
    recipients.map(({ data: { Name: name, Email: email } }) => ({
      options: {
        to: [{ email, name, type: "to" }],
        subject: "Your tasks in the week to {{ weekEnding }}",
        html: MAIL,
        attachments: [{ type: "text/csv", name: `tasks-${weekEnding}.csv`, content: csv(rows) }],
      },
      data: { name, weekEnding, rows },
    })),
  );
  return { weekEnding, tasks: rows, mails: recipients.length };
});

async function lastWeek() {
  const since = Date.now() - 7 * 24 * 60 * 60 * 1000;
  const byTask = {};
  for (let offset = 0; ; offset += 200) {
    const { logs } = await Fliplet.App.Tasks.getLogs({ limit: 200, offset });
    const recent = logs.filter((log) => new Date(log.createdAt).getTime() >= since);
    for (const log of recent) count(byTask, log);
    if (logs.length < 200 || recent.length < logs.length) break;
  }
  return Object.entries(byTask).map(([name, sums]) => ({
    Task: name,
    Completed: sums.completed,
    Failed: sums.failed,
    AverageMs: Math.round(sums.totalMs / (sums.completed + sums.failed)),
  }));
}

function count(byTask, log) {
  byTask[log.data.taskName] ??= { completed: 0, failed: 0, totalMs: 0 };
  const sums = byTask[log.data.taskName];
  sums[log.type === "app.task.completed" ? "completed" : "failed"] += 1;
  sums.totalMs += log.data.duration;
}

function csv(rows) {
  const lines = rows.map((row) => [row.Task, row.Completed, row.Failed, row.AverageMs].join(","));
  return ["Task,Completed,Failed,Average ms", ...lines].join("\r\n");
}
