import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const SHELL = "/bin/sh";
/** V8 sets this much address space aside for code, in each isolate and whether it is used or not. */
const CODE_RANGE_KIB = 512 * 1024;
/** The child itself, the attempt's isolate, and one that is going or coming. */
const ISOLATES = 3;
/** Node, the snapshot, and the frames that are on their way. */
const BASE_KIB = 256 * 1024;

export interface LaunchOptions {
  /** The largest heap that an attempt in this child may have. */
  heapBytes: number;
  jit: "on" | "off";
  /** The child's file; tests put a misbehaving one here. */
  childFile: string;
}

/** The child's file, from the project's root: a server bundle has no paths of its own to go by. */
export const defaultChildFile = () => join(process.cwd(), "server/sandbox/engines/isolate/child.ts");

/**
 * Starts a child that may read its own code and nothing else, with no
 * environment. Where there is a shell, a kernel limit on its data
 * stands behind the heap limit of the isolate.
 */
export function launchChild(options: LaunchOptions): ChildProcess {
  const args = launchArguments(options);
  const spawnOptions: SpawnOptions = {
    // Dates in a screen do not depend on the machine; nothing else of the environment gets in, whatever the types of a framework ask for.
    env: { TZ: "UTC" } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    windowsHide: true,
  };
  if (process.platform === "win32" || !existsSync(SHELL)) return spawn(process.execPath, args, spawnOptions);
  return spawn(SHELL, ["-c", confine(options), process.execPath, ...args], spawnOptions);
}

/**
 * What the kernel refuses the process, whoever is in control of it: dumps of its memory, writing to files, more data than
 * it needs. Node's permissions leave the network open, so where the system lets us (Linux, and not every container) the
 * process also gets a network of its own that has no interfaces, and a user of its own that has no rights.
 */
const confine = (options: LaunchOptions) => `
  umask 077; ulimit -c 0; ulimit -f 0; ulimit -d ${dataLimitKib(options)} 2>/dev/null
  if unshare --user --net true 2>/dev/null; then exec unshare --user --net "$0" "$@"; fi
  exec "$0" "$@"`;

/** Twice the heap: array buffers and strings on their way out live beside it. */
const dataLimitKib = ({ heapBytes }: LaunchOptions) =>
  ISOLATES * CODE_RANGE_KIB + BASE_KIB + Math.ceil((2 * heapBytes) / 1024);

/** What Node is started with: the permission model, and the least it needs. */
export function launchArguments({ jit, childFile }: LaunchOptions): string[] {
  const root = process.cwd();
  const readable = [
    join(root, "server/sandbox/*"),
    join(root, "package.json"),
    join(root, "server/package.json"),
    join(root, "node_modules/isolated-vm/*"),
    join(root, "node_modules/node-gyp-build/*"),
    // The addon's loader asks whether the C library is musl.
    "/etc/alpine-release",
  ];
  return [
    "--permission",
    "--allow-addons",
    ...readable.map((path) => `--allow-fs-read=${path}`),
    "--no-node-snapshot",
    "--no-warnings",
    // The jitless mode of V8 has no WebAssembly, which Node needs to load TypeScript; this is the same without that.
    ...(jit === "off" ? ["--no-opt", "--no-maglev", "--no-sparkplug", "--regexp-interpret-all"] : []),
    childFile,
  ];
}
