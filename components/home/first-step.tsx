"use client";

import { useQuery } from "@tanstack/react-query";
import { Code, ListChecks } from "lucide-react";
import Link from "next/link";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

/** The one next step of an app that has no task: a screen first, then a task that runs it. */
export function FirstStep({ appId }: { appId: number }) {
  const trpc = useTRPC();
  const { data: screens } = useQuery(trpc.screens.list.queryOptions({ appId }));
  if (screens && screens.length > 0) {
    return (
      <EmptyState
        icon={<ListChecks aria-hidden />}
        title="Create the first task"
        action={
          <Can to="tasks.create">
            <Button asChild variant="primary">
              <Link href={`/apps/${appId}/tasks/new`}>New task</Link>
            </Button>
          </Can>
        }
      >
        A task runs one of your screens: at the times of a schedule, or whenever an app or you ask for it. What it does
        then shows here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Code aria-hidden />}
      title="Start with a screen"
      action={
        <Can to="screens.create">
          <Button asChild variant="primary">
            <Link href={`/apps/${appId}/screens?new=true`}>Create a screen</Link>
          </Button>
        </Can>
      }
    >
      A screen is JavaScript that runs in the cloud. Pick a use case that works as it is, or begin with a blank one; its
      runs, next fires and failures then show here.
    </EmptyState>
  );
}
