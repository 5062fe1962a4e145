"use client";

import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import { prettyJson } from "#lib/format/json.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

interface RecentPayloadsProps {
  appId: number;
  screenId: number;
  onPick: (text: string) => void;
}

/** What the screen's runs were given lately, to test with. */
export function RecentPayloads({ appId, screenId, onPick }: RecentPayloadsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.screens.recentPayloads.queryOptions({ appId, id: screenId }));
  return (
    <Menu
      trigger={
        <Button size="sm" variant="ghost">
          <History aria-hidden /> Recent payloads
        </Button>
      }
      align="start"
    >
      {data && data.length > 0 ? (
        <>
          <MenuLabel>What runs of this screen were given</MenuLabel>
          {data.map(({ runId, taskName, payload }) => (
            <MenuItem key={runId} onSelect={() => onPick(prettyJson(payload))}>
              <span className="min-w-0">
                <code className="block truncate text-[0.8125rem]">{JSON.stringify(payload)}</code>
                <span className="block truncate text-[0.75rem] text-faint">
                  Run {runId} of {taskName}
                </span>
              </span>
            </MenuItem>
          ))}
        </>
      ) : (
        <MenuLabel>{data ? "No run of this screen was given a payload yet." : "Loading…"}</MenuLabel>
      )}
    </Menu>
  );
}
