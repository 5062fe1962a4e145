// Answers with the rows of "Projects" that the person who asks may see: administrators see all, everybody else those of
// their team. Who asks is told by a user token that the app's server signs (see the Connect page), never by the payload:
// Fliplet.App.Tasks.runWithResult('my-projects', { status: 'open' }, { userToken })
Fliplet.Page.onRemoteExecution(async (payload) => {
  const session = await Fliplet.User.getCachedSession();
  if (!session) throw new Error("Ask with a user token: without one it is not known whose projects are meant.");
  const { user } = session;

  const where = {};
  if (payload?.status) where.Status = String(payload.status);
  if (user.role !== "admin") {
    if (!user.team) throw new Error('The user token says neither the role "admin" nor a team.');
    where.Team = user.team;
  }
  const projects = await Fliplet.DataSources.connectByName("Projects");
  const entries = await projects.find({ where, order: [["data.Name", "ASC"]] });
  console.log(`${entries.length} projects for ${user.id}`);
  return { projects: entries.map(({ data }) => ({ name: data.Name, team: data.Team, status: data.Status })) };
});
