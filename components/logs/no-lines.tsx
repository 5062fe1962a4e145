"use client";

import { ListFilter, ScrollText } from "lucide-react";
import Link from "next/link";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { isFiltered } from "./log-filter.ts";
import type { LogState } from "./use-log-state.ts";

/** What stands where the lines would. */
export function NoLines({ state, onClear }: { state: LogState; onClear: () => void }) {
  const appId = useAppId();
  if (isFiltered(state)) {
    return (
      <EmptyState
        icon={<ListFilter aria-hidden />}
        title="No line matches"
        action={<Button onClick={onClear}>Clear filters</Button>}
      >
        Try fewer filters, a longer time range or a shorter text. Lines that match appear here as they are written.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<ScrollText aria-hidden />}
      title="The log is empty"
      action={
        <Button asChild variant="primary">
          <Link href={`/apps/${appId}/screens`}>Go to screens</Link>
        </Button>
      }
    >
      Call console.log in a screen and run its task: every line lands here, with its time, level and values.
    </EmptyState>
  );
}
