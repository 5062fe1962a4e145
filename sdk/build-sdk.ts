import { copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { taskFileJsonSchema } from "#domain/task-file/task-file.ts";

/**
 * Bundles the client into `outDir`: `fliplet.js` for a script tag, `fliplet.mjs` as a module with its types beside it under
 * the two names that compilers look for, and `push-worker.js`, the service worker that shows push messages. Beside them the
 * types of the API, `router.d.ts`, and the schema of tasks.json.
 *
 * @throws esbuild's error when the sources do not build.
 */
export async function buildSdk(outDir: string): Promise<void> {
  const common = { bundle: true, minify: true, platform: "browser", target: "es2020", logLevel: "error" } as const;
  const source = (file: string) => path.join(process.cwd(), "sdk", file);
  await mkdir(outDir, { recursive: true });
  await Promise.all([
    copyFile(source("types/fliplet.d.ts"), path.join(outDir, "fliplet.d.ts")),
    copyFile(source("types/fliplet.d.ts"), path.join(outDir, "fliplet.d.mts")),
    copyFile(source("router.d.ts"), path.join(outDir, "router.d.ts")),
    writeFile(path.join(outDir, "tasks.schema.json"), `${JSON.stringify(taskFileJsonSchema(), null, 2)}\n`),
    build({ ...common, entryPoints: [source("script.ts")], format: "iife", outfile: path.join(outDir, "fliplet.js") }),
    build({
      ...common,
      entryPoints: [source("push-worker.ts")],
      format: "iife",
      outfile: path.join(outDir, "push-worker.js"),
    }),
    build({ ...common, entryPoints: [source("fliplet.ts")], format: "esm", outfile: path.join(outDir, "fliplet.mjs") }),
  ]);
}
