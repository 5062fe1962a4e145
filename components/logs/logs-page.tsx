"use client";

import { useQueryStates } from "nuqs";
import { useEffect, useMemo, useState } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { useDebounced } from "#lib/use-debounced.ts";
import { useIsClient } from "#lib/use-is-client.ts";
import { type LogFilter, linesInputOf, logFilterParsers } from "./log-filter.ts";
import { LogFilterBar } from "./log-filter-bar.tsx";
import { LogResults } from "./log-results.tsx";

const SEARCH_REST_MS = 300;
const EMPTY: LogFilter = {
  task: null,
  status: null,
  mode: null,
  level: null,
  range: "all",
  from: null,
  to: null,
  q: "",
};

/** The app's log, newest first. */
export function LogsPage() {
  const isClient = useIsClient();
  const [state, setState] = useQueryStates(logFilterParsers);
  const { follow, ...filter } = state;
  const [typed, setTyped] = useState(filter.q);
  const rested = useDebounced(typed, SEARCH_REST_MS);
  useEffect(() => {
    void setState({ q: rested || null });
  }, [rested, setState]);

  const key = JSON.stringify(filter);
  // Named ranges count back from the moment they were chosen; a moving start would ask for everything again and again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is new at each render; `key` is what it says.
  const input = useMemo(() => linesInputOf(filter, Date.now()), [key]);
  const isFiltered = key !== JSON.stringify(EMPTY);
  const clear = () => {
    setTyped("");
    void setState({ ...EMPTY, q: null, range: null });
  };

  return (
    <>
      <PageHeader
        title="Log"
        actions={
          // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control.
          <label className="flex items-center gap-2">
            <Switch checked={follow} onCheckedChange={(next) => setState({ follow: next || null })} />
            Follow new lines
          </label>
        }
      >
        What your code wrote and what was done for it, newest first.
      </PageHeader>
      <LogFilterBar
        filter={filter}
        search={typed}
        onSearch={setTyped}
        onChange={setState}
        onClear={clear}
        isFiltered={isFiltered}
      />
      {isClient && (
        <LogResults key={key} input={input} search={filter.q} follow={follow} isFiltered={isFiltered} onClear={clear} />
      )}
    </>
  );
}
