"use client";

import Link from "next/link";
import { eventLabel } from "#components/triggers/trigger-words.ts";
import { EVENT_TYPES, type EventPayload, type EventType } from "#domain/event-values.ts";

/** What the event is about: a run that an event started has it in its payload. A replay may have been given another. */
function eventOf(payload: unknown): EventPayload["log"] | null {
  if (typeof payload !== "object" || payload === null || !("log" in payload)) return null;
  const { log } = payload as { log: unknown };
  if (typeof log !== "object" || log === null || !("type" in log)) return null;
  return EVENT_TYPES.includes(log.type as EventType) ? (log as EventPayload["log"]) : null;
}

/** The event that started a run, with the way to what it was about. */
export function RunEvent({ appId, payload }: { appId: number; payload: unknown }) {
  const event = eventOf(payload);
  if (!event) return "An event";
  const { dataSourceId, dataSourceEntryId, runId, type } = event;
  return (
    <>
      {eventLabel(type)}
      <span className="block text-[0.8125rem] text-soft">
        {dataSourceId ? (
          <Link className="link" href={`/apps/${appId}/data/${dataSourceId}`}>
            data source {dataSourceId}, entry {dataSourceEntryId}
          </Link>
        ) : (
          runId && (
            <Link className="link" href={`/apps/${appId}/runs/${runId}`}>
              run #{runId}
            </Link>
          )
        )}
      </span>
    </>
  );
}
