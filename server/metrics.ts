import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { isFinal, RUN_STATUSES, type RunStatus } from "#domain/run.ts";
import { schedulerHealth } from "./services/schedules/index.ts";

/** The window of what happened lately, and the most runs that are looked through for it: the answer must cost little. */
const WINDOW = "5 minutes";
const LOOKED_THROUGH = 20_000;

interface Metric {
  name: string;
  help: string;
  type: "gauge" | "counter";
  samples: readonly { labels?: Readonly<Record<string, string>>; value: number }[];
}

/**
 * What the installation does, for Prometheus, in its text format 0.0.4. All but `process_…` are the database's, so that
 * every web process tells the same: of several, one is scraped, or the largest is taken. Names no app and no tenant.
 *
 * @throws the database's error when it cannot be reached.
 */
export async function renderMetrics(db: Db): Promise<string> {
  const [{ tickAgeS, lagS, queueDepth, queueAgeS }, lately, { running, deliveries }] = await Promise.all([
    schedulerHealth({ db }),
    endedLately(db),
    underWay(db),
  ]);
  const metrics: Metric[] = [
    gauge("app_tasks_runs_waiting", "Runs that are due and wait for a worker.", queueDepth),
    gauge("app_tasks_runs_oldest_wait_seconds", "How long the oldest of them has waited.", queueAgeS),
    gauge("app_tasks_runs_running", "Runs under way.", running),
    {
      name: "app_tasks_runs_ended_5m",
      help: `Runs that ended in the last ${WINDOW}, by their status; of the newest ${LOOKED_THROUGH} runs.`,
      type: "gauge",
      samples: RUN_STATUSES.filter(isFinal).map((status) => ({
        labels: { status },
        value: lately.find((one) => one.status === status)?.runs ?? 0,
      })),
    },
    ...(tickAgeS === null
      ? []
      : [gauge("app_tasks_scheduler_tick_age_seconds", "Since somebody last planned what is due.", tickAgeS)]),
    gauge("app_tasks_scheduler_lag_seconds", "How long the oldest due fire has waited to be planned.", lagS),
    gauge("app_tasks_deliveries_pending", "Webhook deliveries on their way, or to be tried again.", deliveries),
    gauge("process_resident_memory_bytes", "Memory of this process.", process.memoryUsage.rss()),
    {
      ...gauge("process_cpu_seconds_total", "Processor time of this process.", cpuSeconds()),
      type: "counter",
    },
    gauge(
      "process_start_time_seconds",
      "When this process began, in seconds since 1970.",
      Math.round(performance.timeOrigin) / 1_000,
    ),
  ];
  return metrics.map(written).join("");
}

const gauge = (name: string, help: string, value: number): Metric => ({
  name,
  help,
  type: "gauge",
  samples: [{ value }],
});

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

async function endedLately(db: Db): Promise<{ status: RunStatus; runs: number }[]> {
  const { rows } = await db.execute<{ status: RunStatus; runs: number }>(sql`
    select status, count(*)::int as runs from runs
    where id > (select max(id) from runs) - ${LOOKED_THROUGH} and finished_at > now() - ${WINDOW}::interval
    group by status`);
  return rows;
}

async function underWay(db: Db): Promise<{ running: number; deliveries: number }> {
  const { rows } = await db.execute<{ running: number; deliveries: number }>(sql`
    select (select count(*)::int from runs where status = 'running') as running,
           (select count(*)::int from deliveries where next_attempt_at is not null) as deliveries`);
  return rows[0]!;
}

function written({ name, help, type, samples }: Metric): string {
  const lines = samples.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
    return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}
