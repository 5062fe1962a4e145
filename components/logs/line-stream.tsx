"use client";

import { useCallback, useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import type { LineFilter, LinePage, LogLine } from "#domain/log.ts";
import { LineActions } from "./line-actions.tsx";
import { addTail, freshLines } from "./line-window.ts";
import { LogList } from "./log-list.tsx";
import { LogToolbar } from "./log-toolbar.tsx";
import { NoLines } from "./no-lines.tsx";
import { useLineWindow } from "./use-line-window.ts";
import { useLiveTail } from "./use-live-tail.ts";
import type { LogState, SetLogState } from "./use-log-state.ts";

interface LineStreamProps {
  filter: LineFilter;
  state: LogState;
  setState: SetLogState;
  older: LinePage;
  newer: LinePage | undefined;
  /** Fetches the newest lines afresh. */
  onRenew: () => void;
  onClear: () => void;
}

const FOLLOW_MS = 1_500;
const COUNT_MS = 5_000;
/** New lines that wait to be shown; of more, the newest are fetched afresh. */
const WAITING_LINES = 1_000;

const keyOf = (line: LogLine) => line.id;

/** The lines in their box, which grows both ways as it is scrolled, and on top as lines are written. */
export function LineStream({ filter, state, setState, older, newer, onRenew, onClear }: LineStreamProps) {
  const appId = useAppId();
  const { window, setWindow, loading, error, retry, loadOlder, loadNewer } = useLineWindow({
    appId,
    filter,
    older,
    newer,
  });
  const [isAtTop, setAtTop] = useState(state.line === null);
  const [waiting, setWaiting] = useState<LogLine[]>([]);
  const [topAsked, setTopAsked] = useState(0);
  const reachesNow = window.newerCursor === null;
  const isFollowing = state.follow && isAtTop && reachesNow;
  const hasTooMany = waiting.length > WAITING_LINES;

  const onPage = (page: LinePage) => {
    if (isFollowing && page.hasMore) onRenew();
    else if (isFollowing) setWindow((now) => addTail(now, [...waiting, ...page.lines]));
    if (isFollowing) setWaiting([]);
    else setWaiting((now) => [...now, ...freshLines({ ...window, lines: [...now, ...window.lines] }, page.lines)]);
  };
  useLiveTail({
    appId,
    filter,
    isOn: reachesNow && !hasTooMany && state.context === null,
    everyMs: isFollowing ? FOLLOW_MS : COUNT_MS,
    head: older.head,
    onPage,
  });

  const showNewest = () => {
    if (state.line !== null) void setState({ line: null, context: null });
    else if (hasTooMany || !reachesNow) onRenew();
    else {
      setWindow((now) => addTail(now, waiting));
      setWaiting([]);
      setTopAsked((times) => times + 1);
    }
  };
  const runHref = useCallback((line: LogLine) => `/apps/${appId}/runs/${line.runId}`, [appId]);
  const { lines, olderCursor } = window;
  const isEmpty = lines.length === 0 && olderCursor === null && reachesNow;

  return (
    <>
      <LogToolbar
        state={state}
        setState={setState}
        waiting={waiting.length}
        hasTooMany={hasTooMany}
        isBehind={!reachesNow}
        onNewest={showNewest}
      />
      {isEmpty ? (
        <NoLines state={state} onClear={onClear} />
      ) : (
        <div className="panel overflow-hidden">
          <LogList
            label="Log lines"
            lines={lines}
            lineKey={keyOf}
            search={state.context === null ? filter.search : undefined}
            runHref={runHref}
            onField={(name, text) => void setState({ field: `${name}=${text}`, line: null, context: null })}
            actions={(line) => <LineActions line={line} />}
            markedKey={state.line ?? undefined}
            wrap={state.wrap}
            isSpoken={isFollowing}
            stickToTop={isFollowing}
            onTop={setAtTop}
            toTop={topAsked}
            onEnd={loadOlder}
            onStart={loadNewer}
            className="h-[60dvh] min-h-80 lg:h-[calc(100dvh-18rem)]"
            footer={
              <p className="px-4 py-3 text-center text-[0.8125rem] text-faint" role="status">
                {error ? (
                  <Button size="sm" onClick={retry}>
                    More could not be loaded. Try again
                  </Button>
                ) : loading === "older" ? (
                  lines.length === 0 ? (
                    "Looking further back…"
                  ) : (
                    "Loading older lines…"
                  )
                ) : olderCursor !== null ? (
                  "Scroll for older lines"
                ) : (
                  "That is all."
                )}
              </p>
            }
          />
        </div>
      )}
    </>
  );
}
