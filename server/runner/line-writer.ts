import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { logLines, type RunRow, runs } from "#db/schema/index.ts";
import type { LogLevel, LogLineKind } from "#domain/log-values.ts";
import { storableText } from "../services/storable.ts";

type WriterRun = Pick<RunRow, "id" | "appId" | "taskId" | "attempt">;

export interface WrittenLine {
  at: Date;
  level: LogLevel;
  kind: LogLineKind;
  message: string;
  args: unknown[] | null;
  /** How long the recorded call took; null for a line that is no call. */
  durationMs: number | null;
}

/** How long a line may wait for company before it is written, ms: what "live" means in the studio. */
const FLUSH_AFTER_MS = 150;
const FLUSH_LINES = 200;

/**
 * Writes a run's lines as they come, in order and without a hole in `seq`. Lines that the database refuses for long are
 * kept and tried again with the next; `close` gives up with the database's error.
 */
export class LineWriter {
  #db: Db;
  #run: WriterRun;
  #waiting: (WrittenLine & { seq: number })[] = [];
  #seq: number;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(db: Db, run: WriterRun, afterSeq = 0) {
    this.#db = db;
    this.#run = run;
    this.#seq = afterSeq;
  }

  add(line: WrittenLine): void {
    this.#seq += 1;
    this.#waiting.push({ ...line, message: storableText(line.message), seq: this.#seq });
    if (this.#waiting.length >= FLUSH_LINES) this.#flushSoon(0);
    else this.#flushSoon(FLUSH_AFTER_MS);
  }

  #flushSoon(ms: number): void {
    if (this.#timer && ms > 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.flush().catch(() => {});
    }, ms);
  }

  /** Writes what waits. @throws the database's error; the lines are kept. */
  flush(): Promise<void> {
    this.#writing = this.#writing.catch(() => {}).then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, 500);
      await this.#db.transaction(async (tx) => {
        // A worker that was away for longer than its lease must not write into a run that ended or went to another.
        const [held] = await tx
          .select({ id: runs.id })
          .from(runs)
          .where(and(eq(runs.id, this.#run.id), eq(runs.attempt, this.#run.attempt), eq(runs.status, "running")))
          .for("share");
        if (!held) return;
        await tx
          .insert(logLines)
          .values(
            batch.map(({ seq, at, level, kind, message, args, durationMs }) => ({
              appId: this.#run.appId,
              taskId: this.#run.taskId,
              runId: this.#run.id,
              seq,
              at,
              level,
              kind,
              message,
              args,
              durationMs,
            })),
          )
          // A batch whose answer was lost comes again.
          .onConflictDoNothing();
      });
      this.#waiting.splice(0, batch.length);
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.flush();
  }
}
