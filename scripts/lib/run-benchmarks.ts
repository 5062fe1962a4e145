import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { OperatorError } from "./operator-error.ts";
import { PROJECT_ROOT } from "./project-root.ts";

/**
 * Runs `bench/<name>.ts` for each name, or all of them, one after the other so that they do not disturb each other.
 *
 * @returns the exit code: 1 when one of them failed.
 * @throws OperatorError for a name that there is not.
 */
export async function runBenchmarks(names: readonly string[]): Promise<number> {
  const folder = join(PROJECT_ROOT, "bench");
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const known = files.filter((file) => /^[^.]+\.ts$/.test(file)).map((file) => file.slice(0, -".ts".length));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new OperatorError(`There is no benchmark ${unknown}. There are: ${known.join(", ") || "none"}.`);
  }

  let exitCode = 0;
  for (const name of names.length > 0 ? names : known) {
    console.log(`\n# ${name}`);
    const { status } = spawnSync(process.execPath, [join(folder, `${name}.ts`)], {
      cwd: PROJECT_ROOT,
      stdio: "inherit",
    });
    if (status !== 0) exitCode = 1;
  }
  return exitCode;
}
