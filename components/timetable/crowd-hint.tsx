import Link from "next/link";
import { Notice } from "#components/ui/notice.tsx";
import { formatMinute } from "#lib/format/datetime.ts";
import { formatCount } from "#lib/format/number.ts";
import { startingIn, type Timetable } from "./timetable-model.ts";

const SHOWN = 3;

/** Points at minutes in which many tasks start at once, with the way to spread them. */
export function CrowdHint({ timetable }: { timetable: Timetable }) {
  const { crowded } = timetable;
  if (crowded.length === 0) return null;
  return (
    <Notice tone="warn">
      <p className="font-medium">Several tasks start in the same minute. A spread lets each start a little later.</p>
      <ul className="mt-1 space-y-1">
        {crowded.slice(0, SHOWN).map((crowd) => {
          const { minute, taskNames } = crowd;
          const starting = startingIn(timetable, crowd);
          return (
            <li key={minute}>
              {formatMinute(minute)}, {formatCount(taskNames.length, "task")}:{" "}
              {starting.length === 0
                ? taskNames.join(", ")
                : starting.map(({ appId, taskId, taskName }, index) => (
                    <span key={taskId}>
                      {index > 0 && ", "}
                      {taskName} (
                      <Link
                        className="underline underline-offset-3"
                        href={`/apps/${appId}/tasks/${taskId}?tab=settings`}
                        aria-label={`Spread ${taskName}`}
                      >
                        Spread
                      </Link>
                      )
                    </span>
                  ))}
            </li>
          );
        })}
      </ul>
      {crowded.length > SHOWN && <p className="mt-1">And {formatCount(crowded.length - SHOWN, "more such minute")}.</p>}
    </Notice>
  );
}
