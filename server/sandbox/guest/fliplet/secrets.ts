import { callHost } from "../host.ts";
import { parse } from "../intrinsics.ts";

/** `Fliplet.App.Secrets`: what the app keeps encrypted, by name. */
export const Secrets = {
  get: (name: string) => callHost("secrets.get", { name }).then((json) => parse(json) as string),
};
