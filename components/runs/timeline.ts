import type { LogLine } from "#domain/log.ts";
import type { LogLevel, LogLineKind } from "#domain/log-values.ts";
import type { Attempt, RunStatus } from "#domain/run.ts";
import type { ShownRun } from "./shown-run.ts";

/** One stretch of a run's time. `from` and `to` are ms since the timeline's start. */
export interface TimelineBar {
  id: string;
  kind: "wait" | "attempt" | "pause" | Exclude<LogLineKind, "console" | "system">;
  label: string;
  from: number;
  to: number;
  /** How an attempt ended, or `running`. */
  status?: RunStatus;
  /** Whether the call was refused or failed. */
  isBad?: boolean;
  /** The line that recorded the call. */
  lineId?: number;
}

/** A moment: a line that is no call. */
export interface TimelineMark {
  lineId: number;
  at: number;
  level: LogLevel;
  label: string;
}

export interface Timeline {
  /** Instant of 0, ms since 1970. */
  startsAt: number;
  /** Length, ms; at least 1. */
  totalMs: number;
  bars: TimelineBar[];
  marks: TimelineMark[];
}

type TimedRun = Pick<
  ShownRun,
  "status" | "queuedAt" | "effectiveAt" | "startedAt" | "finishedAt" | "durationMs" | "attempt" | "attempts"
>;
type TimedLine = Pick<LogLine, "id" | "at" | "level" | "kind" | "message" | "durationMs">;

/** Lines of before calls were timed say it in their words only. */
const SAID_MS = / \((\d+) ms\)$/;

/** How long the call of a line took, ms; null for a line that is no call. */
export function callMs({
  kind,
  message,
  durationMs,
}: Pick<TimedLine, "kind" | "message" | "durationMs">): number | null {
  if (durationMs !== null) return durationMs;
  const said = kind === "console" || kind === "system" ? undefined : SAID_MS.exec(message)?.[1];
  return said === undefined ? null : Number(said);
}

/**
 * A run as stretches of time: its wait for a place, each attempt with the calls that it made, the pauses between, and
 * the moments of its other lines. @param now ms since 1970, where what is under way ends
 */
export function timelineOf(run: TimedRun, lines: readonly TimedLine[], now: number): Timeline {
  const attempts = attemptsOf(run, now);
  const queuedAt = Date.parse(run.queuedAt);
  const firstStart = attempts[0]?.from;
  // A run that was tried again is queued anew: then the wait before its first attempt is not known any more.
  const waitsFrom = firstStart !== undefined && queuedAt > firstStart ? firstStart : dueAt(run, queuedAt, firstStart);
  const startsAt = Math.min(waitsFrom, firstStart ?? waitsFrom);
  const rel = (at: number) => Math.max(0, at - startsAt);

  const bars: TimelineBar[] = [];
  const waitEnd = firstStart ?? (run.finishedAt === null ? now : Date.parse(run.finishedAt));
  if (waitEnd > waitsFrom)
    bars.push({ id: "wait", kind: "wait", label: "Waited for a place", from: 0, to: rel(waitEnd) });
  const marks: TimelineMark[] = [];
  const calls: TimelineBar[] = [];
  for (const line of lines) {
    const at = rel(Date.parse(line.at));
    const ms = callMs(line);
    if (ms === null || line.kind === "console" || line.kind === "system")
      marks.push({ lineId: line.id, at, level: line.level, label: line.message });
    else
      calls.push({
        id: `line-${line.id}`,
        kind: line.kind,
        label: line.message.replace(SAID_MS, ""),
        from: at,
        to: at + ms,
        isBad: line.level === "warn" || line.level === "error",
        lineId: line.id,
      });
  }
  attempts.forEach((attempt, index) => {
    const before = attempts[index - 1];
    if (before && attempt.from > before.to)
      bars.push({
        id: `pause-${attempt.number}`,
        kind: "pause",
        label: "Waited to be tried again",
        from: rel(before.to),
        to: rel(attempt.from),
      });
    const [from, to] = [rel(attempt.from), rel(attempt.to)];
    bars.push({
      id: `attempt-${attempt.number}`,
      kind: "attempt",
      label: attempts.length > 1 ? `Attempt ${attempt.number}` : "Execution",
      from,
      to,
      status: attempt.status,
    });
    const next = attempts[index + 1];
    bars.push(
      ...calls.filter(
        (call) => (index === 0 || call.from >= from) && (next === undefined || call.from < rel(next.from)),
      ),
    );
  });
  const ends = [...bars.map(({ to }) => to), ...marks.map(({ at }) => at), 1];
  return { startsAt, totalMs: Math.max(...ends), bars, marks };
}

interface TimedAttempt {
  number: number;
  status: RunStatus;
  from: number;
  to: number;
}

/** Attempts that began, the one under way last. */
function attemptsOf(run: TimedRun, now: number): TimedAttempt[] {
  const ended = run.attempts.flatMap(({ number, status, startedAt, finishedAt }: Attempt) =>
    startedAt === null ? [] : [{ number, status, from: Date.parse(startedAt), to: Date.parse(finishedAt) }],
  );
  const isCounted = run.attempts.some(({ number }) => number === run.attempt);
  if (isCounted || run.startedAt === null || run.status === "queued") return ended;
  const from = Date.parse(run.startedAt);
  const to = run.finishedAt === null ? Math.max(now, from) : Date.parse(run.finishedAt);
  return [...ended, { number: run.attempt, status: run.status, from, to }];
}

/** From when on the run might have started: it is no waiting before that. */
function dueAt({ effectiveAt }: TimedRun, queuedAt: number, firstStart: number | undefined): number {
  const due = Math.max(queuedAt, effectiveAt === null ? 0 : Date.parse(effectiveAt));
  return firstStart === undefined ? queuedAt : Math.min(due, firstStart);
}

const NICE = [1, 2, 5];

/** Round moments for an axis, at most about `count` of them. `from` and `to` in ms. */
export function axisTicks(from: number, to: number, count: number): number[] {
  const rough = Math.max(1, (to - from) / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (NICE.find((nice) => nice * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

/** A part of the timeline that is looked at, ms. */
export interface TimeWindow {
  from: number;
  to: number;
}

/** The window made `factor` times as long around `center`, inside of the whole. The shortest is 1 ms. */
export function zoomed({ from, to }: TimeWindow, factor: number, center: number, totalMs: number): TimeWindow {
  const length = Math.min(totalMs, Math.max(1, (to - from) * factor));
  const share = to > from ? (center - from) / (to - from) : 0.5;
  const start = Math.min(Math.max(0, center - share * length), totalMs - length);
  return { from: start, to: start + length };
}

/** The window moved by a share of its length, inside of the whole. */
export function moved({ from, to }: TimeWindow, share: number, totalMs: number): TimeWindow {
  const length = to - from;
  const start = Math.min(Math.max(0, from + share * length), totalMs - length);
  return { from: start, to: start + length };
}
