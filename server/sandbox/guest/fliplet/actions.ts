import { callHost } from "../host.ts";

type Fields = Record<string, unknown>;
type ActionRef = number | string;

const ask = (verb: string, args: Fields): Promise<unknown> =>
  callHost(`actions.${verb}`, args).then((json) => JSON.parse(json));

/** `Fliplet.App.V3.Actions`: the app's actions, tasks with code of their own. */
export const Actions = {
  get: (options: Fields = {}) => ask("list", options),
  getById: (id: number) => ask("get", { id }),
  create: (action: Fields) => ask("create", action),
  update: (id: number, changes: Fields) => ask("update", { ...changes, id }),
  remove: (id: number) => ask("remove", { id }).then(() => undefined),
  run: (nameOrId: ActionRef, payload?: unknown) => ask("run", { idOrName: nameOrId, payload }).then(() => undefined),
  runWithResult: (nameOrId: ActionRef, payload?: unknown) => ask("runWithResult", { idOrName: nameOrId, payload }),
  publish: (id: number) => ask("publish", { id }),
  unpublish: (id: number) => ask("unpublish", { id }),
  getLogs: (options: Fields = {}) => ask("getLogs", options),
};
