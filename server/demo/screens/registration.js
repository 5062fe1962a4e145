// Answers whether an email address belongs to a registered user:
// Fliplet.App.Tasks.runWithResult('email-is-registered', { Email: 'john@example.org' })
Fliplet.Page.onRemoteExecution(async (payload) => {
  const email = String(payload?.Email ?? "").trim();
  if (!email) throw new Error('Send the address to look for, e.g. { "Email": "john@example.org" }');

  const users = await Fliplet.DataSources.connectByName("Users");
  const user = await users.findOne({ where: { Email: email.toLowerCase() } });
  console.log(user ? "Found a user with that address" : "No user has that address");
  return { isRegistered: user !== null };
});
