import { callHost } from "../host.ts";

type Fields = Record<string, unknown>;
type TaskRef = number | string;

const ask = (verb: string, args: Fields): Promise<unknown> =>
  callHost(`tasks.${verb}`, args).then((json) => JSON.parse(json));

/** `Fliplet.App.Tasks`: the calls of the App Tasks reference, of the app that this screen belongs to. */
export const Tasks = {
  create: (options: Fields) => ask("create", options),
  get: (idOrName?: TaskRef) => (idOrName === undefined ? ask("list", {}) : ask("get", { idOrName })),
  update: (idOrName: TaskRef, changes: Fields) => ask("update", { idOrName, changes }),
  remove: (idOrName: TaskRef) => ask("remove", { idOrName }).then(() => undefined),
  run: (idOrName: TaskRef, payload?: unknown) => ask("run", { idOrName, payload }).then(() => undefined),
  runWithResult: (idOrName: TaskRef, payload?: unknown) => ask("runWithResult", { idOrName, payload }),
  getLogs: (options: Fields = {}) => ask("getLogs", options),
};
