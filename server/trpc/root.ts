import { router } from "./init.ts";
import { accountRouter } from "./routers/account.ts";
import { actionsRouter } from "./routers/actions.ts";
import { appsRouter } from "./routers/apps.ts";
import { auditRouter } from "./routers/audit.ts";
import { dataSourcesRouter } from "./routers/data-sources.ts";
import { endpointsRouter } from "./routers/endpoints.ts";
import { logsRouter } from "./routers/logs.ts";
import { meRouter } from "./routers/me.ts";
import { membersRouter } from "./routers/members.ts";
import { messagesRouter } from "./routers/messages.ts";
import { notificationsRouter } from "./routers/notifications.ts";
import { organizationsRouter } from "./routers/organizations.ts";
import { overviewRouter } from "./routers/overview.ts";
import { pushRouter } from "./routers/push.ts";
import { runsRouter } from "./routers/runs.ts";
import { savedViewsRouter } from "./routers/saved-views.ts";
import { schedulesRouter } from "./routers/schedules.ts";
import { screensRouter } from "./routers/screens.ts";
import { secretsRouter } from "./routers/secrets.ts";
import { setupRouter } from "./routers/setup.ts";
import { tasksRouter } from "./routers/tasks.ts";
import { templatesRouter } from "./routers/templates.ts";
import { tokensRouter } from "./routers/tokens.ts";
import { userKeyRouter } from "./routers/user-key.ts";
import { webhooksRouter } from "./routers/webhooks.ts";

export const appRouter = router({
  account: accountRouter,
  actions: actionsRouter,
  apps: appsRouter,
  audit: auditRouter,
  dataSources: dataSourcesRouter,
  endpoints: endpointsRouter,
  logs: logsRouter,
  me: meRouter,
  members: membersRouter,
  messages: messagesRouter,
  notifications: notificationsRouter,
  organizations: organizationsRouter,
  overview: overviewRouter,
  push: pushRouter,
  runs: runsRouter,
  savedViews: savedViewsRouter,
  schedules: schedulesRouter,
  screens: screensRouter,
  secrets: secretsRouter,
  setup: setupRouter,
  tasks: tasksRouter,
  templates: templatesRouter,
  tokens: tokensRouter,
  userKey: userKeyRouter,
  webhooks: webhooksRouter,
});

export type AppRouter = typeof appRouter;
