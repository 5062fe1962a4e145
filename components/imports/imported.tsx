"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ImportedTask } from "#domain/import-values.ts";
import { formatCount } from "#lib/format/number.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { takeBack } from "./take-back.ts";

/** What an import made, each with the way to it, and the way to take all of it back. */
export function Imported({ appId, made, onAgain }: { appId: number; made: ImportedTask[]; onAgain: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const undo = useMutation({
    mutationFn: () =>
      takeBack(made, ({ kind, id }) =>
        kind === "action"
          ? client.actions.remove.mutate({ appId, id })
          : client.tasks.remove.mutate({ appId, idOrName: id }),
      ),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.tasks.pathKey() });
      await queryClient.invalidateQueries({ queryKey: trpc.screens.pathKey() });
    },
    onSuccess: onAgain,
  });
  // What was pressed is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby="imported" className="panel p-4">
      <h2 id="imported" ref={heading} tabIndex={-1} className="font-semibold">
        {formatCount(made.length, "task was", "tasks were")} created
      </h2>
      <p className="mt-0.5 text-soft">
        All are inactive. Look at each, publish the code of actions, then switch on what shall run.
      </p>
      <ul className="mt-3 space-y-1">
        {made.map(({ id, name }) => (
          <li key={id}>
            <Link
              href={`/apps/${appId}/tasks/${id}`}
              className="inline-block break-all py-0.5 font-medium text-accent-ink hover:underline"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {undo.error && (
        <Notice tone="bad" className="mt-3">
          Not all of it was taken back. {errorInfo(undo.error).message}
        </Notice>
      )}
      <Actions>
        <Button variant="ghost" pending={undo.isPending} onClick={() => undo.mutate()}>
          {!undo.isPending && <Undo2 aria-hidden />} Undo
        </Button>
        <Button onClick={onAgain}>Import more</Button>
        <Button asChild variant="primary">
          <Link href={`/apps/${appId}/tasks`}>Go to the tasks</Link>
        </Button>
      </Actions>
    </section>
  );
}
