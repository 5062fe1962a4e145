import type { RequestListener } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { PROJECT_ROOT } from "./project-root.ts";

const YEAR_S = 31_536_000;

const MOUNTS = [
  // Never change under their names.
  { prefix: "/_next/static", folder: ".next/static", caching: { immutable: true, maxAge: YEAR_S } },
  // Keep their names: a browser keeps them too, and asks whether they are still the same.
  { prefix: "/language", folder: ".build/language", caching: { maxAge: 0 } },
];

/**
 * Serves what was built once, in the smallest form that the browser takes. Next would compress a second time what comes
 * compressed from a route of its own.
 */
export function withStaticAssets(next: RequestListener): RequestListener {
  const mounts = MOUNTS.map(({ prefix, folder, caching }) => ({
    prefix,
    serve: sirv(join(PROJECT_ROOT, folder), {
      ...caching,
      brotli: true,
      gzip: true,
      etag: true,
      setHeaders: (response) => response.setHeader("x-content-type-options", "nosniff"),
    }),
  }));
  return (request, response) => {
    const { url = "" } = request;
    const mount = mounts.find(({ prefix }) => url.startsWith(`${prefix}/`));
    if (!mount) return next(request, response);
    request.url = url.slice(mount.prefix.length);
    mount.serve(request, response, () => {
      request.url = url;
      next(request, response);
    });
  };
}
