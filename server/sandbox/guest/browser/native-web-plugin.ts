import { join } from "node:path";
import type { Plugin } from "esbuild";

const POLYFILLS = /[\\/]web[\\/](?:abort|blob|body|fetch|form-data|headers|request-response)\.ts$/;

/** Puts the browser's own classes where a guest module asks for one of our polyfills. */
export const nativeWeb = (root: string): Plugin => ({
  name: "native-web",
  setup(build) {
    const path = join(root, "server/sandbox/guest/browser/native-web.ts");
    build.onResolve({ filter: /^whatwg-url$/ }, () => ({ path }));
    build.onResolve({ filter: POLYFILLS }, () => ({ path }));
  },
});
