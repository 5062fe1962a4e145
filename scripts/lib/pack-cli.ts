import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildCli } from "#cli/build-cli.ts";
import { OperatorError } from "./operator-error.ts";
import { PROJECT_ROOT } from "./project-root.ts";

/**
 * Builds the package of the command line and packs it into `outDir`.
 *
 * @returns the tarball's path
 * @throws OperatorError when npm does not pack it.
 */
export async function packCli(outDir = join(PROJECT_ROOT, ".build")): Promise<string> {
  const folder = join(outDir, "cli");
  mkdirSync(outDir, { recursive: true });
  await buildCli(PROJECT_ROOT, folder);
  const packed = spawnSync("npm", ["pack", "--json", "--pack-destination", outDir], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (packed.status !== 0) throw new OperatorError(`npm could not pack ${folder}:\n${packed.stderr}`);
  // npm 12 answers with an object by package, those before it with a list.
  const answer: unknown = JSON.parse(packed.stdout);
  const [{ filename }] = Object.values(answer as Record<string, { filename: string }>) as [{ filename: string }];
  return join(outDir, filename);
}
