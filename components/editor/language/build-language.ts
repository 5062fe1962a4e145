import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { readScreenTypes } from "./read-screen-types.ts";

/**
 * Bundles the editor's language worker into `outDir`: `worker.js`, TypeScript and the types of a screen in it, and
 * `page-types.json`, which it loads for screens that touch a page.
 *
 * @throws esbuild's error when the sources do not build.
 */
export async function buildLanguage(outDir: string, root = process.cwd()): Promise<void> {
  const { files, pageFiles } = readScreenTypes(root);
  await mkdir(outDir, { recursive: true });
  await writeFile(path.join(outDir, "page-types.json"), JSON.stringify(pageFiles));
  await build({
    entryPoints: [path.join(root, "components/editor/language/language-worker.ts")],
    outfile: path.join(outDir, "worker.js"),
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
    // TypeScript asks for these where there is Node.
    external: ["fs", "os", "path", "crypto", "buffer", "source-map-support", "inspector", "perf_hooks"],
    define: { SCREEN_TYPES: JSON.stringify(files) },
  });
}
