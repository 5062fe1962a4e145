"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Skips or moves one fire that is still to come, or takes that back; what shows fires is asked again. */
export function usePlanFire() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const settled = {
    onError: (error: { message: string }) => toast.error(error.message),
    onSettled: () =>
      Promise.all(
        [trpc.schedules.timetable.pathKey(), trpc.schedules.organizationTimetable.pathKey(), trpc.tasks.pathKey()].map(
          (queryKey) => queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  };
  return {
    skip: useMutation(trpc.schedules.skipFire.mutationOptions(settled)),
    // Where it may be moved to is judged by the server; the form shows what it said.
    move: useMutation(trpc.schedules.moveFire.mutationOptions({ onSettled: settled.onSettled })),
    undo: useMutation(trpc.schedules.undoFire.mutationOptions(settled)),
  };
}
