import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compressAssets } from "./compress-assets.ts";
import { OperatorError } from "./operator-error.ts";
import { PROJECT_ROOT } from "./project-root.ts";
import { hashSources } from "./source-hash.ts";

const BUILD_DIR = join(PROJECT_ROOT, ".build");

/**
 * Makes what the program needs beside its sources, unless what is there was made from the same sources: the guest
 * bundle that runs inside the sandbox, the SDK, the editor's language worker, and, with `web`, the studio.
 *
 * @throws OperatorError when the build fails, after its output was shown.
 */
export async function ensureBuild({ web }: { web: boolean }): Promise<void> {
  const hash = hashSources(PROJECT_ROOT);
  mkdirSync(BUILD_DIR, { recursive: true });

  if (!isCurrent("assets.stamp", hash)) {
    const { writeGuestBundle } = await import("#server/sandbox/guest/build-guest.ts");
    const { buildSdk } = await import("#sdk/build-sdk.ts");
    const { buildLanguage } = await import("#components/editor/language/build-language.ts");
    await writeGuestBundle(BUILD_DIR);
    await buildSdk(join(BUILD_DIR, "sdk"));
    await buildLanguage(join(BUILD_DIR, "language"));
    stamp("assets.stamp", hash);
  }
  if (!web || (isCurrent("stamp", hash) && existsSync(join(PROJECT_ROOT, ".next", "BUILD_ID")))) return;

  console.log("Building the studio (about a minute; later starts skip this) …");
  buildStudio();
  await compressAssets(join(PROJECT_ROOT, ".next", "static"));
  await compressAssets(join(BUILD_DIR, "language"));
  stamp("stamp", hash);
}

function isCurrent(name: string, hash: string): boolean {
  const file = join(BUILD_DIR, name);
  return existsSync(file) && readFileSync(file, "utf8") === hash;
}

/** Written last, so that a build that was cut short does not count. */
function stamp(name: string, hash: string): void {
  writeFileSync(join(BUILD_DIR, name), hash);
}

function buildStudio(): void {
  const next = join(PROJECT_ROOT, "node_modules", "next", "dist", "bin", "next");
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, "build"], {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (status === 0) return;
  console.error(stdout + stderr);
  throw new OperatorError("The build failed; its output stands above. Correct that, then start again.");
}
