import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a build is made of. */
const SOURCES = [
  ...["app", "components", "db", "domain", "lib", "public", "sdk", "server"],
  ...["next.config.js", "package-lock.json", "package.json", "postcss.config.mjs", "proxy.ts", "tsconfig.json"],
];

/**
 * A fingerprint of everything that goes into a build: changes when a source file is edited, added, renamed or removed,
 * and not when a test is.
 *
 * @param root the project's folder.
 */
export function hashSources(root: string): string {
  const hash = createHash("sha256");
  // A build made by another major version of Node may hold addons of another kind.
  hash.update(process.versions.node.split(".")[0] ?? "");
  for (const source of SOURCES) addTo(hash, root, source);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addTo(hash, root, `${path}/${name}`);
    return;
  }
  if (/\.i?test\.tsx?$/.test(path)) return;

  const content = readFileSync(full);
  // The length keeps the end of one file apart from the start of the next.
  hash.update(`${path}\0${content.length}\0`).update(content);
}
