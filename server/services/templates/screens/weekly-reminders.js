// Reminds everybody by mail who has not updated their working status for a week. The data source "Working status" has a
// row for each person; "Reminded" keeps who was told when, so that nobody gets two mails in one day.
const DAYS = 7;

Fliplet.Page.onRemoteExecution(async () => {
  const today = new Date().toISOString().slice(0, 10);
  const weekAgo = new Date(Date.now() - DAYS * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const people = await Fliplet.DataSources.connectByName("Working status");
  const due = await people.find({
    where: {
      $filters: [{ column: "Updated", condition: "datebefore", value: weekAgo }],
      Reminded: { $not: { $eq: today } },
    },
  });

  for (const person of due) {
    const { Name, Email, Status, Updated } = person.data;
    await Fliplet.Communicate.sendEmail(
      {
        to: [{ email: Email, name: Name, type: "to" }],
        subject: "Is your working status still {{ Status }}?",
        html: "<p>Hello {{ Name }},</p><p>Your working status says <b>{{ Status }}</b> since {{ Updated }}. If that changed, please update it in the app.</p>",
      },
      { Name, Status, Updated },
    );
    await people.update(person.id, { Reminded: today });
    console.log(`Reminded ${Name}, whose status is from ${Updated}`);
  }
  if (due.length === 0) console.log("Everybody's status is from this week");
  return { reminded: due.map((person) => person.data.Name) };
});
