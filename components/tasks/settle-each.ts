import type { Task } from "#domain/task.ts";
import { formatCount } from "#lib/format/number.ts";

/** Why a task was left as it is. */
export interface LeftOut {
  task: Task;
  reason: string;
}

export interface Settled {
  done: Task[];
  left: LeftOut[];
}

/** Does something to each task; one that fails keeps none of the others back. */
export async function settleEach(tasks: readonly Task[], act: (task: Task) => Promise<unknown>): Promise<Settled> {
  const results = await Promise.allSettled(tasks.map(act));
  const settled: Settled = { done: [], left: [] };
  for (const [index, task] of tasks.entries()) {
    const result = results[index]!;
    if (result.status === "fulfilled") settled.done.push(task);
    else settled.left.push({ task, reason: result.reason instanceof Error ? result.reason.message : "It failed." });
  }
  return settled;
}

const NAMED = 3;

/** `reports`, `a, b and c`, `12 tasks`. */
export function namesOf(tasks: readonly Task[]): string {
  const names = tasks.map(({ name }) => name);
  if (names.length > NAMED) return formatCount(names.length, "task");
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
