import { hasOwn } from "../intrinsics.ts";
import { onRemoteExecution } from "../run.ts";
import { Actions } from "./actions.ts";
import { API } from "./api.ts";
import { Communicate } from "./communicate.ts";
import { DataSources } from "./data-sources.ts";
import { Notifications } from "./notifications.ts";
import { Secrets } from "./secrets.ts";
import { Tasks } from "./tasks.ts";

let envJson = "{}";
let env: Record<string, unknown> | null = null;

export function setEnv(json: string): void {
  envJson = json;
}

function readEnv(key: string): unknown {
  env ??= JSON.parse(envJson) as Record<string, unknown>;
  return hasOwn(env, key) ? env[key] : undefined;
}

/** The app user on whose behalf the run was asked for; null for a schedule. */
const session = () => Promise.resolve(readEnv("session") ?? null);

/** The global `Fliplet`: callable, as screens wait for `Fliplet().then(…)` before they begin. */
export const Fliplet = Object.assign(() => Promise.resolve(), {
  Page: { onRemoteExecution },
  Env: { get: (key: string) => readEnv(`${key}`) },
  Communicate,
  DataSources,
  Notifications,
  API,
  App: { Tasks, Actions: Tasks, V3: { Actions }, Secrets },
  User: { getCachedSession: session },
  Session: { get: session },
});
