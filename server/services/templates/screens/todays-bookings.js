// Sends a push message to everybody with a booking for today. "Room bookings" has a row for each booking: the user's id
// as the app's user tokens have it, the room, the day (2026-01-31) and the time. Set the variable TIME_ZONE on the
// Secrets page (e.g. Europe/London) so that today is your users' today; without it, it is UTC's.
Fliplet.Page.onRemoteExecution(async () => {
  const timeZone = Fliplet.Env.get("TIME_ZONE") || "UTC";
  const today = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date());
  const bookings = await Fliplet.DataSources.connectByName("Room bookings");
  const due = await bookings.find({ where: { Date: today, Status: "confirmed" }, order: [["data.Time", "ASC"]] });

  const byUser = Map.groupBy(due, ({ data }) => data.User);
  let sent = 0;
  for (const [user, theirs] of byUser) {
    const body = theirs.map(({ data }) => `${data.Time} ${data.Room}`).join(", ");
    const answer = await Fliplet.Communicate.sendPushNotification(Fliplet.Env.get("appId"), {
      title: theirs.length === 1 ? "You have a booking today" : `You have ${theirs.length} bookings today`,
      body,
      subscription: String(user),
    });
    sent += answer.sent;
    if (answer.sent === 0) console.warn(`${user} gets no push messages on any device`);
    else console.log(`Told ${user}: ${body}`);
  }
  if (due.length === 0) console.log(`Nobody has a booking on ${today}`);
  return { date: today, people: byUser.size, pushes: sent };
});
