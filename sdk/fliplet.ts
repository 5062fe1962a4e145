import { createActions } from "./actions.ts";
import { createConnection } from "./call.ts";
import { createTasks } from "./client.ts";
import { createNotifications } from "./notifications.ts";

export type { Action, ActionFields, ActionLogEntry, ActionTrigger } from "#domain/action-values.ts";
export type { ActionAnswer, Actions } from "./actions.ts";
export type { Config, RunOptions, TaskChanges, Tasks } from "./client.ts";
export { AppTasksError } from "./client.ts";
export type { Notifications, SubscribeOptions } from "./notifications.ts";

const connection = createConnection({});
const Tasks = createTasks({}, connection);

/**
 * The module's `Fliplet`: configure it with `Fliplet.App.Tasks.configure({ url, token })`. `Actions` is the later name of
 * `Tasks`, and `V3.Actions` are tasks with code of their own.
 */
export const Fliplet = {
  App: { Tasks, Actions: Tasks, V3: { Actions: createActions(connection) } },
  Notifications: createNotifications(connection),
};

export default Fliplet;
