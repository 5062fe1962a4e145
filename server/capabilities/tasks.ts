import { z } from "zod";
import { getLogsInput } from "#domain/log.ts";
import { createTaskInput, idOrNameSchema, runTaskInput, taskRefInput, updateTaskInput } from "#domain/task.ts";
import type { AppContext } from "../context.ts";
import { listEntries } from "../services/logs/index.ts";
import { requestRun } from "../services/runs/index.ts";
import { createTask, getTask, listTasks, removeTask, updateTask } from "../services/tasks/index.ts";
import type { CapabilityTable } from "./index.ts";
import { parsed } from "./parsed.ts";
import { resultOf } from "./run-result.ts";

const updateArgs = z.object({ idOrName: idOrNameSchema, changes: z.record(z.string(), z.unknown()) });

/** `Fliplet.App.Tasks`, for the tasks of the run's own app: a task may run another, nested five deep at the most. */
export function taskCapabilities(app: AppContext): CapabilityTable {
  const kind = "task" as const;
  return {
    "tasks.list": { kind, run: async () => ({ result: await listTasks(app) }) },
    "tasks.get": { kind, run: async (args) => ({ result: await getTask(app, parsed(taskRefInput, args)) }) },
    "tasks.create": {
      kind,
      run: async (args) => {
        const task = await createTask(app, parsed(createTaskInput, args));
        return { result: task, summary: `created the task "${task.name}"` };
      },
    },
    "tasks.update": {
      kind,
      run: async (args) => {
        const { idOrName, changes } = parsed(updateArgs, args);
        const task = await updateTask(app, parsed(updateTaskInput, { ...changes, idOrName }));
        return { result: task, summary: `updated the task "${task.name}"` };
      },
    },
    "tasks.remove": {
      kind,
      run: async (args) => {
        const { idOrName } = parsed(taskRefInput, args);
        return { result: await removeTask(app, { idOrName }), summary: `removed the task ${idOrName}` };
      },
    },
    "tasks.run": {
      kind,
      run: async (args) => {
        const input = parsed(runTaskInput, args);
        const { runId } = await requestRun(app, input);
        return { result: null, summary: `queued run ${runId} of the task ${input.idOrName}` };
      },
    },
    "tasks.runWithResult": {
      kind,
      run: async (args, signal) => {
        const input = parsed(runTaskInput, args);
        const result = await resultOf(app, await app.runner.runWithResult(app, input), signal);
        return { result: result.value, summary: `run ${result.runId} of the task ${input.idOrName} completed` };
      },
    },
    "tasks.getLogs": { kind, run: async (args) => ({ result: await listEntries(app, parsed(getLogsInput, args)) }) },
  };
}
