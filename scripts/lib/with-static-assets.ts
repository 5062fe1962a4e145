import type { RequestListener } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { PROJECT_ROOT } from "./project-root.ts";

const PREFIX = "/_next/static";

/** Serves the studio's built files, which never change under their names, in the smallest form that the browser takes. */
export function withStaticAssets(next: RequestListener): RequestListener {
  const serve = sirv(join(PROJECT_ROOT, ".next", "static"), {
    brotli: true,
    gzip: true,
    immutable: true,
    maxAge: 31_536_000,
    etag: true,
    setHeaders: (response) => response.setHeader("x-content-type-options", "nosniff"),
  });
  return (request, response) => {
    const { url = "" } = request;
    if (!url.startsWith(`${PREFIX}/`)) return next(request, response);
    request.url = url.slice(PREFIX.length);
    serve(request, response, () => {
      request.url = url;
      next(request, response);
    });
  };
}
