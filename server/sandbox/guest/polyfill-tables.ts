import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Plugin } from "esbuild";

/** Tables that the URL polyfill brings for host names beyond ASCII; few screens ever look at one. */
const TABLES = /[\\/]tr46[\\/]lib[\\/](?:(mappingTable)\.json|(regexes)\.js)$/;
const POLYFILL = /[\\/]whatwg-url[\\/]/;

/**
 * Leaves the polyfill's big tables out of the guest: every isolate unpacks the whole snapshot, and these were most of
 * it. The process around the isolate keeps their text and hands it in when one is first looked at.
 */
export const polyfillTables = (root: string): Plugin => ({
  name: "polyfill-tables",
  setup(build) {
    const guest = join(root, "server/sandbox/guest");
    build.onLoad({ filter: TABLES }, ({ path }) => {
      const [, json, script] = TABLES.exec(path) ?? [];
      const make = script === undefined ? "hostTable" : "hostRegExps";
      const contents = `module.exports = require(${JSON.stringify(join(guest, "host-tables.ts"))}).${make}("${json ?? script}");`;
      return { contents, loader: "js" };
    });
    // Encodings of pages from before UTF-8: the URL class of scripts knows no other than UTF-8.
    build.onResolve({ filter: /^@exodus\/bytes\/encoding\.js$/ }, ({ importer }) =>
      POLYFILL.test(importer) ? { path: "encodings", namespace: "left-out" } : null,
    );
    build.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "", loader: "js" }));
    build.onResolve({ filter: /^tr46$/ }, ({ importer }) =>
      POLYFILL.test(importer) ? { path: join(guest, "web/domains.ts") } : null,
    );
  },
});

/** The tables as the JSON of `{ name: text }`; each text is JSON, a regular expression in it its source and flags. */
export async function readPolyfillTables(root: string): Promise<string> {
  const load = createRequire(join(root, "package.json"));
  const expressions = load("tr46/lib/regexes.js") as Record<string, RegExp>;
  return JSON.stringify({
    mappingTable: await readFile(load.resolve("tr46/lib/mappingTable.json"), "utf8"),
    regexes: JSON.stringify(
      Object.fromEntries(Object.entries(expressions).map(([name, { source, flags }]) => [name, [source, flags]])),
    ),
  });
}
