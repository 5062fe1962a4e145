import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether a process of this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Names one process for good, or null when it is gone. The id alone does not: a restarted container hands out the same
 * small ids again, so the moment it was started belongs to the name.
 */
export function processIdentity(pid: number): string | null {
  if (!isAlive(pid)) return null;
  return `${pid} ${startedAt(pid)}`;
}

/** The command line of a process, or null where it cannot be read. */
export function commandOf(pid: number): string | null {
  if (process.platform === "linux") {
    return readProc(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ") ?? null;
  }
  return process.platform === "win32" ? null : ps("command=", pid);
}

function startedAt(pid: number): string {
  if (process.platform === "win32") return "";
  if (process.platform !== "linux") return ps("lstart=", pid) ?? "";

  const stat = readProc(`/proc/${pid}/stat`) ?? "";
  // The command in parentheses may hold spaces; the start time is field 22, the 20th after it.
  const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  const boot = readProc("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
  return `${boot} ${ticks}`;
}

function ps(column: string, pid: number): string | null {
  const { status, stdout } = spawnSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

function readProc(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
