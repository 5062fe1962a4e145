import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const OWN_FOLDER = "sdk/screen-types";

/** TypeScript's own: what V8 has. Shared memory is taken away from a screen. */
const LIBRARY = /^lib\.(es5|es20(1\d|2[0-5])(\.(?!full|sharedmemory)[a-z.]+)?|decorators(\.legacy)?)\.d\.ts$/;
const TAKEN_AWAY = /^lib\.es20\d\d\.sharedmemory\.d\.ts$/;
const PAGE_LIBRARY = "lib.dom.d.ts";

export interface ScreenTypes {
  /** For every screen, by name: our own and TypeScript's. */
  files: Record<string, string>;
  /** Beside them for screens that touch a page. */
  pageFiles: Record<string, string>;
}

/** The types that the code of a screen is checked against, from the project's folder and its packages. */
export function readScreenTypes(root = process.cwd()): ScreenTypes {
  const libraries = path.dirname(createRequire(path.join(root, "package.json")).resolve("typescript-in-browser"));
  const names = readdirSync(libraries);
  const read = (folder: string, name: string) => [name, readFileSync(path.join(folder, name), "utf8")] as const;
  const own = path.join(root, OWN_FOLDER);
  return {
    files: Object.fromEntries([
      ...readdirSync(own).map((name) => read(own, name)),
      ...names.filter((name) => LIBRARY.test(name)).map((name) => read(libraries, name)),
      // Others refer to them by name.
      ...names.filter((name) => TAKEN_AWAY.test(name)).map((name) => [name, ""] as const),
    ]),
    pageFiles: Object.fromEntries([read(libraries, PAGE_LIBRARY)]),
  };
}
