"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Task } from "#domain/task.ts";
import { formatCount } from "#lib/format/number.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { useGo } from "#lib/use-go.ts";
import { type LeftOut, namesOf, type Settled, settleEach } from "./settle-each.ts";
import { startsByItself } from "./task-row.ts";
import { useDeletedToast } from "./use-deleted-toast.ts";

const UNDO_MS = 10_000;

export type BulkVerb = "pause" | "resume" | "run" | "delete";

/** What was asked for, and the tasks that it did not come true for. */
export interface BulkReport {
  verb: BulkVerb;
  left: LeftOut[];
}

/** Does one thing to many tasks; what it did not come true for is in the report, task by task. */
export function useBulkTasks(appId: number) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const go = useGo();
  const sayDeleted = useDeletedToast();
  const [pending, setPending] = useState<{ verb: BulkVerb; done: number; of: number } | null>(null);
  const [report, setReport] = useState<BulkReport | null>(null);

  const carryOut = async (verb: BulkVerb, tasks: readonly Task[], act: (task: Task) => Promise<unknown>) => {
    const step = (done: number) => setPending({ verb, done, of: tasks.length });
    step(0);
    setReport(null);
    const settled = await settleEach(tasks, act, step);
    setPending(null);
    if (settled.left.length > 0) setReport({ verb, left: settled.left });
    await queryClient.invalidateQueries({ queryKey: trpc.tasks.pathKey() });
    return settled;
  };

  const switchTo = async (active: boolean, tasks: readonly Task[], isUndo = false): Promise<Settled> => {
    const settled = await carryOut(active ? "resume" : "pause", tasks, async (task) => {
      if (!startsByItself(task)) throw new Error("It runs on demand only: there is no schedule.");
      const changed = await client.tasks.update.mutate({ appId, idOrName: task.id, active });
      queryClient.setQueryData(trpc.tasks.list.queryKey({ appId }), (list) =>
        list?.map((one) => (one.id === changed.id ? changed : one)),
      );
    });
    // What stood that way before is left alone by an undo.
    const changed = settled.done.filter((task) => task.active !== active || isUndo);
    if (isUndo) toast.success("Taken back.");
    else if (changed.length > 0)
      toast.success(`${active ? "Resumed" : "Paused"} ${namesOf(changed)}.`, {
        duration: UNDO_MS,
        action: { label: "Undo", onClick: () => void switchTo(!active, changed, true) },
      });
    else if (settled.left.length === 0) toast.info(`${namesOf(tasks)}: already ${active ? "on" : "paused"}.`);
    return settled;
  };

  return {
    pending,
    report,
    forget: () => setReport(null),
    pause: (tasks: readonly Task[]) => switchTo(false, tasks),
    resume: (tasks: readonly Task[]) => switchTo(true, tasks),
    run: async (tasks: readonly Task[]) => {
      const ids: number[] = [];
      await carryOut("run", tasks, async (task) => {
        ids.push((await client.tasks.run.mutate({ appId, idOrName: task.id })).runId);
      });
      const where = ids.length === 1 ? `/runs/${ids[0]}` : "/runs";
      if (ids.length > 0)
        toast.success(`Started ${formatCount(ids.length, "run")}.`, {
          action: { label: "Show", onClick: () => go(`/apps/${appId}${where}`) },
        });
    },
    remove: async (tasks: readonly Task[]) => {
      const { done } = await carryOut("delete", tasks, (task) =>
        client.tasks.remove.mutate({ appId, idOrName: task.id }),
      );
      if (done.length > 0) sayDeleted(namesOf(done), done);
    },
  };
}
