import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestListener } from "node:http";
import { keepViewersIn, readViewer, type Viewer } from "#lib/format/viewer.ts";

/** Lets pages be rendered in the language and zone of whom they are for, as the request's cookie tells. */
export function withViewer(handler: RequestListener): RequestListener {
  const viewers = new AsyncLocalStorage<Viewer | undefined>();
  keepViewersIn(viewers);
  return (request, response) =>
    viewers.run(readViewer(request.headers.cookie, Date.now()), () => handler(request, response));
}
