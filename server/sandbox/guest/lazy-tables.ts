import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** Tables for host names beyond ASCII and for legacy encodings; few screens ever look at one. */
const TABLES = /[\\/](mappingTable|multi-byte\.encodings)\.json$/;

/**
 * Keeps big tables of the polyfills as text until they are read: every
 * isolate unpacks the objects of the snapshot twice, and these were
 * most of them.
 */
export const lazyTables: Plugin = {
  name: "lazy-tables",
  setup(build) {
    build.onLoad({ filter: TABLES }, async ({ path }) => ({
      contents: `
        const text = ${JSON.stringify(JSON.stringify(JSON.parse(await readFile(path, "utf8"))))};
        const parse = JSON.parse;
        let table;
        module.exports = new Proxy({}, { get: (_, key) => (table ??= parse(text))[key] });`,
      loader: "js",
    }));
  },
};
