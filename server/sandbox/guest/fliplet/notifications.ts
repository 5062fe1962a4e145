import { callHost } from "../host.ts";
import { parse } from "../intrinsics.ts";

type Fields = Record<string, unknown>;

const ask = (verb: string, args: unknown): Promise<unknown> =>
  callHost(`notifications.${verb}`, args).then((json) => parse(json));

const calls = {
  insert: (notification: Fields) => ask("insert", notification),
  update: (id: number, changes: Fields) => ask("update", { ...changes, id }),
  remove: (id: number) => ask("remove", { id }).then(() => undefined),
  get: (id: number) => ask("get", { id }),
  find: (options: Fields = {}) => ask("find", options),
};

/** `Fliplet.Notifications` of the vendor's public reference; `init` gives the same calls again. */
export const Notifications = { ...calls, init: (_options?: Fields) => ({ ...calls }) };
