import { createActions } from "./actions.ts";
import { createConnection } from "./call.ts";
import { createTasks } from "./client.ts";
import { createNotifications } from "./notifications.ts";

// <script src="https://…/sdk/fliplet.js" data-token="…" data-url="…"></script> puts Fliplet.App.Tasks, Fliplet.App.V3.Actions
// and Fliplet.Notifications into the page, beside whatever else of Fliplet is there.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const url = script?.dataset.url || (script?.src ? new URL(script.src).origin : undefined);
const token = script?.dataset.token;
const config = { ...(url && { url }), ...(token && { token }) };
const connection = createConnection(config);
const tasks = createTasks(config, connection);

const page = globalThis as unknown as {
  Fliplet?: { App?: Record<string, object>; Notifications?: object };
};
page.Fliplet ??= {};
page.Fliplet.App ??= {};
const V3 = Object.assign(page.Fliplet.App.V3 ?? {}, { Actions: createActions(connection) });
Object.assign(page.Fliplet.App, { Tasks: tasks, Actions: tasks, V3 });
page.Fliplet.Notifications = Object.assign(page.Fliplet.Notifications ?? {}, createNotifications(connection));
