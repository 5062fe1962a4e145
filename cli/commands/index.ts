import type { Command } from "../command.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { login, logout } from "./login.ts";
import { logs } from "./logs.ts";
import { apply, plan } from "./plan.ts";
import { run } from "./run.ts";
import { tasks } from "./tasks.ts";
import { whoami } from "./whoami.ts";

/** In the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  login,
  logout,
  whoami,
  tasks,
  run,
  logs,
  plan,
  apply,
  exportCommand,
  importCommand,
];
