import { createConnection } from "./call.ts";
import { createTasks } from "./client.ts";
import { createNotifications } from "./notifications.ts";

export type { Config, RunOptions, TaskChanges, Tasks } from "./client.ts";
export { AppTasksError } from "./client.ts";
export type { Notifications, SubscribeOptions } from "./notifications.ts";

const connection = createConnection({});
const Tasks = createTasks({}, connection);

/** The module's `Fliplet`: configure it with `Fliplet.App.Tasks.configure({ url, token })`. `Actions` is the later name. */
export const Fliplet = { App: { Tasks, Actions: Tasks }, Notifications: createNotifications(connection) };

export default Fliplet;
