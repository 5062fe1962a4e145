import type { Task } from "#domain/task.ts";
import { formatCount } from "#lib/format/number.ts";
import { errorInfo } from "#lib/trpc/error-info.ts";

/** Why a task was left as it is. */
export interface LeftOut {
  task: Task;
  reason: string;
}

export interface Settled {
  done: Task[];
  left: LeftOut[];
}

/**
 * Does something to each task; one that fails keeps none of the others back. One after the other: changes to tasks of one
 * app wait for each other on the server, and many at once would wait too long.
 *
 * @param onStep called with how many have been dealt with
 */
export async function settleEach(
  tasks: readonly Task[],
  act: (task: Task) => Promise<unknown>,
  onStep: (count: number) => void = () => {},
): Promise<Settled> {
  const settled: Settled = { done: [], left: [] };
  for (const [index, task] of tasks.entries()) {
    try {
      await act(task);
      settled.done.push(task);
    } catch (error) {
      settled.left.push({ task, reason: errorInfo(error).message });
    }
    onStep(index + 1);
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
