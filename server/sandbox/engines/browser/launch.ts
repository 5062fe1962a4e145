import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rm, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SHELL = "/bin/sh";
/** What a process of the browser may write to at most, beside twice the heap: V8 and the graphics set much aside. */
const BASE_KIB = 1024 * 1024;
/** Whom root's browser runs as inside its namespace, so that it can use its own sandbox. */
const NOBODY = 65_534;

export interface BrowserLaunchOptions {
  executablePath: string;
  /** The largest heap that an attempt may have. */
  heapBytes: number;
  /** `off`: without Chromium's own sandbox. Default: with it; root, where it cannot be had otherwise, goes without. */
  sandbox: "on" | "off";
}

/**
 * Starts the process that drives a browser: no environment, a folder of its own that goes with it, limits by the kernel.
 * On Linux, where the kernel allows it, it and its browser live in namespaces of their own: one without any network, and
 * one whose processes all end with it.
 */
export function launchBrowserChild({ executablePath, heapBytes, sandbox }: BrowserLaunchOptions): ChildProcess {
  const home = mkdtempSync(join(tmpdir(), "app-tasks-browser-"));
  const mode = sandbox === "off" ? "off" : process.getuid?.() === 0 ? "if-possible" : "on";
  const heapMb = Math.round(heapBytes / (1024 * 1024));
  const node = [process.execPath, "--no-warnings", "--max-old-space-size=512", childFile()];
  const command = [...namespaces(), ...node, executablePath, mode, String(heapMb)];
  const child = hasShell() ? spawn(SHELL, ["-c", script(heapBytes), ...command], options(home)) : plain(command, home);
  child.once("exit", () => clearAway(home));
  child.once("error", () => clearAway(home));
  return child;
}

const plain = ([file, ...args]: string[], home: string) => spawn(file!, args, options(home));

const hasShell = () => process.platform !== "win32" && existsSync(SHELL);

/** From the project's root: a server bundle has no paths of its own to go by. */
const childFile = () => join(process.cwd(), "server/sandbox/engines/browser/child.ts");

/** At once, as the server may be ending too; later where processes of the browser are still at it. */
function clearAway(home: string): void {
  try {
    rmSync(home, { recursive: true, force: true });
  } catch {
    rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }, () => {});
  }
}

const script = (heapBytes: number) =>
  `umask 077; ulimit -c 0; ulimit -d ${BASE_KIB + Math.ceil((2 * heapBytes) / 1024)} 2>/dev/null; exec "$0" "$@"`;

function options(home: string): SpawnOptions {
  const env = {
    TZ: "UTC",
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: home,
    TMPDIR: home,
    // What Windows calls the same, and what nothing starts without there.
    ...(process.platform === "win32" && { SYSTEMROOT: "C:\\Windows", TEMP: home, TMP: home, USERPROFILE: home }),
  };
  return {
    // Nothing else of the environment gets in, whatever the types of a framework ask for.
    env: env as unknown as NodeJS.ProcessEnv,
    cwd: process.cwd(),
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    windowsHide: true,
  };
}

let known: string[] | null = null;

/** The command that makes the namespaces, as far as this kernel lets us; tried once. */
function namespaces(): string[] {
  known ??= tryNamespaces();
  return known;
}

function tryNamespaces(): string[] {
  if (process.platform !== "linux") return [];
  const noNetwork = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--net"];
  const ownProcesses = [...noNetwork, "--pid", "--fork", "--kill-child", "--mount-proc"];
  return [ownProcesses, noNetwork].find(([file, ...args]) => spawnSync(file!, [...args, "true"]).status === 0) ?? [];
}
