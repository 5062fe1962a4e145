import { createTasks } from "./client.ts";

export type { Config, RunOptions, TaskChanges, Tasks } from "./client.ts";
export { AppTasksError } from "./client.ts";

const Tasks = createTasks({});

/** The module's `Fliplet`: configure it with `Fliplet.App.Tasks.configure({ url, token })`. `Actions` is the later name. */
export const Fliplet = { App: { Tasks, Actions: Tasks } };

export default Fliplet;
