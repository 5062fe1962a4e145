import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { taskFileJsonSchema } from "#domain/task-file/task-file.ts";

/** The oldest Node that the packed tool runs on. */
const NODE_MIN = "20.12";

/**
 * Writes the package that people install to have `app-tasks`, without anything else of ours: the tool in one file, the types
 * of the API, the schema of tasks.json, the manual and its example.
 *
 * @param root the project's folder
 * @param outDir emptied first
 * @throws esbuild's error when the sources do not build.
 */
export async function buildCli(root: string, outDir: string): Promise<void> {
  const { name, version, description } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  await rm(outDir, { recursive: true, force: true });
  await mkdir(path.join(outDir, "bin"), { recursive: true });
  await build({
    entryPoints: [path.join(root, "cli", "packed.ts")],
    outfile: path.join(outDir, "bin", "app-tasks.mjs"),
    bundle: true,
    minify: true,
    // Errors that reach a person name classes and functions.
    keepNames: true,
    platform: "node",
    target: `node${NODE_MIN}`,
    format: "esm",
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "error",
  });
  const manifest = {
    ...{ name, version, description: `The command line and the types of: ${description}`, type: "module" },
    bin: { "app-tasks": "bin/app-tasks.mjs" },
    exports: { "./router": { types: "./router.d.ts" }, "./tasks.schema.json": "./tasks.schema.json" },
    engines: { node: `>=${NODE_MIN}` },
    // The tool needs nothing; who uses the types has tRPC's client, which brings its server along.
    peerDependencies: { "@trpc/server": "^11.0.0" },
    peerDependenciesMeta: { "@trpc/server": { optional: true } },
  };
  await Promise.all([
    writeFile(path.join(outDir, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`),
    writeFile(path.join(outDir, "tasks.schema.json"), `${JSON.stringify(taskFileJsonSchema(), null, 2)}\n`),
    copyFile(path.join(root, "sdk", "router.d.ts"), path.join(outDir, "router.d.ts")),
    copyFile(path.join(root, "docs", "cli.md"), path.join(outDir, "README.md")),
    // What the manual refers to.
    cp(path.join(root, "docs", "examples", "typed-client"), path.join(outDir, "examples", "typed-client"), {
      recursive: true,
      filter: (from) => path.basename(from) !== "node_modules",
    }),
  ]);
}
