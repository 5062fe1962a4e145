import { createTasks } from "./client.ts";

// <script src="https://…/sdk/fliplet.js" data-token="…" data-url="…"></script> puts Fliplet.App.Tasks into the page,
// beside whatever else of Fliplet is there.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const url = script?.dataset.url || (script?.src ? new URL(script.src).origin : undefined);
const token = script?.dataset.token;
const tasks = createTasks({ ...(url && { url }), ...(token && { token }) });

const page = globalThis as unknown as { Fliplet?: { App?: Record<string, unknown> } };
page.Fliplet ??= {};
page.Fliplet.App ??= {};
Object.assign(page.Fliplet.App, { Tasks: tasks, Actions: tasks });
