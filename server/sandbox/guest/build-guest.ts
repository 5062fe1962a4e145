import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SCREEN_NEEDS } from "#domain/screen-needs.ts";
import type { GuestScript } from "../sandbox.ts";
import { nativeWeb } from "./browser/native-web-plugin.ts";
import { polyfillTables, readPolyfillTables } from "./polyfill-tables.ts";

/** Where the guest's sources are, from the project's root. Not import.meta.url: this file may run from a bundle. */
const GUEST_DIR = "server/sandbox/guest";
const BUNDLE_DIR = ".build";

/** The prelude, the tables that it asks for, or a library; of the browser engine, what is different there. */
export type GuestPart = "prelude" | "tables" | GuestScript | BrowserPart;

type BrowserPart = "browser-prelude" | "browser-dom";

const PARTS: readonly GuestPart[] = ["prelude", "tables", ...SCREEN_NEEDS, "browser-prelude", "browser-dom"];

const cached = new Map<GuestPart, Promise<string>>();

/**
 * One part of what runs inside the sandbox: a script, or for `tables` the JSON of `{ name: text }`. Taken from `.build`
 * when that was made of the sources at hand (or when there are none), else made; kept in memory either way.
 */
export function buildGuest(part: GuestPart): Promise<string> {
  const known = cached.get(part);
  if (known !== undefined) return known;
  const loading = load(process.cwd(), part).catch((error: unknown) => {
    cached.delete(part);
    throw error;
  });
  cached.set(part, loading);
  return loading;
}

/** Writes all the parts to `dir`, for hosts that cannot run a bundler. */
export async function writeGuestBundle(dir: string): Promise<void> {
  const root = process.cwd();
  await mkdir(dir, { recursive: true });
  const head = stamp((await hashSources(root)) ?? "");
  const write = async (part: GuestPart) => {
    // Put in place whole: processes that start together must not read half of what one of them writes.
    const path = join(dir, fileOf(part));
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, `${head}\n${await make(root, part)}`);
    await rename(unfinished, path);
  };
  await Promise.all(PARTS.map(write));
}

async function load(root: string, part: GuestPart): Promise<string> {
  const [built, hash] = await Promise.all([
    readFile(join(root, BUNDLE_DIR, fileOf(part)), "utf8").catch(() => null),
    hashSources(root),
  ]);
  if (built !== null && (hash === null || built.startsWith(stamp(hash)))) return built.slice(built.indexOf("\n") + 1);
  return make(root, part);
}

const fileOf = (part: GuestPart) => `guest-${part}.js`;

const make = (root: string, part: GuestPart) => (part === "tables" ? readPolyfillTables(root) : bundle(root, part));

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

function entryOf(part: Exclude<GuestPart, "tables">): string {
  if (part === "prelude") return "prelude.ts";
  return isBrowserPart(part) ? `${part.replace("-", "/")}.ts` : `libraries/${part}.ts`;
}

const isBrowserPart = (part: GuestPart): part is BrowserPart => part.startsWith("browser-");

async function bundle(root: string, part: Exclude<GuestPart, "tables">): Promise<string> {
  // Loaded only here: a deployed server has the finished file and may lack the bundler's binary.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [join(root, GUEST_DIR, entryOf(part))],
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
    plugins: [isBrowserPart(part) ? nativeWeb(root) : polyfillTables(root)],
    define: { SharedArrayBuffer: "NoSharedArrayBuffer" },
    inject: [join(root, GUEST_DIR, "web/no-shared-memory.ts")],
  });
  return outputFiles[0]!.text;
}
