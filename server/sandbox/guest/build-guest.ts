import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lazyTables } from "./lazy-tables.ts";

/** Where the guest's sources are, from the project's root. Not import.meta.url: this file may run from a bundle. */
const GUEST_DIR = "server/sandbox/guest";
const BUNDLE_DIR = ".build";
const BUNDLE_FILE = "guest.js";

let cached: Promise<string> | undefined;

/**
 * The guest's prelude as one script. Taken from `.build/guest.js` when
 * that was made of the sources at hand (or when there are none), else
 * bundled; kept in memory either way.
 */
export function buildGuest(): Promise<string> {
  cached ??= load(process.cwd()).catch((error: unknown) => {
    cached = undefined;
    throw error;
  });
  return cached;
}

/** Writes the bundle to `dir`, for hosts that cannot run a bundler. Returns the path of the file. */
export async function writeGuestBundle(dir: string): Promise<string> {
  const root = process.cwd();
  const path = join(dir, BUNDLE_FILE);
  await mkdir(dir, { recursive: true });
  // Put in place whole: processes that start together must not read half of what one of them writes.
  const part = `${path}.${process.pid}`;
  await writeFile(part, `${stamp((await hashSources(root)) ?? "")}\n${await bundle(root)}`);
  await rename(part, path);
  return path;
}

async function load(root: string): Promise<string> {
  const [built, hash] = await Promise.all([
    readFile(join(root, BUNDLE_DIR, BUNDLE_FILE), "utf8").catch(() => null),
    hashSources(root),
  ]);
  if (built !== null && (hash === null || built.startsWith(stamp(hash)))) return built;
  return bundle(root);
}

const stamp = (hash: string) => `// guest ${hash}`;

/** Null where the sources are not deployed. */
async function hashSources(root: string): Promise<string | null> {
  const folder = join(root, GUEST_DIR);
  const names = await readdir(folder, { recursive: true }).catch(() => null);
  if (names === null) return null;
  const hash = createHash("sha256");
  for (const name of names.filter((one) => one.endsWith(".ts") && !one.endsWith(".test.ts")).sort()) {
    hash.update(name).update(await readFile(join(folder, name)));
  }
  return hash.digest("hex");
}

async function bundle(root: string): Promise<string> {
  // Loaded only here: a deployed server has the finished file and may lack the bundler's binary.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [join(root, GUEST_DIR, "prelude.ts")],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2023",
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    plugins: [lazyTables],
    define: { SharedArrayBuffer: "NoSharedArrayBuffer" },
    inject: [join(root, GUEST_DIR, "web/no-shared-memory.ts")],
  });
  return outputFiles[0]!.text;
}
