import { callHost } from "../host.ts";
import { defineProperty, keys } from "../intrinsics.ts";

type Fields = Record<string, unknown>;
type ActionRef = number | string;

const ask = (verb: string, args: Fields): Promise<unknown> =>
  callHost(`actions.${verb}`, args).then((json) => JSON.parse(json));

/** The fields of an action can be read beside `action`, too, as in the client; they are not listed there. */
const one = async (verb: string, args: Fields): Promise<unknown> => {
  const answer = (await ask(verb, args)) as { action: Fields };
  for (const name of keys(answer.action)) defineProperty(answer, name, { value: answer.action[name] });
  return answer;
};

/** `Fliplet.App.V3.Actions`: the app's actions, tasks with code of their own. */
export const Actions = {
  get: (options: Fields = {}) => ask("list", options),
  getById: (id: number) => one("get", { id }),
  create: (action: Fields) => one("create", action),
  update: (id: number, changes: Fields) => one("update", { ...changes, id }),
  remove: (id: number) => ask("remove", { id }).then(() => undefined),
  run: (nameOrId: ActionRef, payload?: unknown) => ask("run", { idOrName: nameOrId, payload }).then(() => undefined),
  runWithResult: (nameOrId: ActionRef, payload?: unknown) => ask("runWithResult", { idOrName: nameOrId, payload }),
  publish: (id: number) => one("publish", { id }),
  unpublish: (id: number) => one("unpublish", { id }),
  getLogs: (options: Fields = {}) => ask("getLogs", options),
};
