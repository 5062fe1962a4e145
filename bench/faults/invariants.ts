import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";

/** Kept by the database itself, whatever a process says: each change of a run's status, and when it was made. */
const WATCH = `
  create table run_transitions (
    id bigint generated always as identity primary key, run_id bigint not null,
    from_status run_status not null, to_status run_status not null,
    at timestamptz not null default clock_timestamp());
  create function note_transition() returns trigger language plpgsql security definer as $$
  begin
    insert into run_transitions (run_id, from_status, to_status) values (new.id, old.status, new.status);
    return null;
  end $$;
  create trigger note_transition after update of status on runs for each row
    when (old.status is distinct from new.status) execute function note_transition();`;

export async function watchTransitions(db: Db): Promise<void> {
  await db.execute(sql.raw(WATCH));
}

const EXECUTED = "('completed', 'failed', 'timed_out', 'out_of_memory', 'crashed')";

/** What must never be, each as a count that must be 0. */
export const INVARIANTS: readonly { id: string; meaning: string; count: string }[] = [
  {
    id: "I01",
    meaning: "fires with more than one row",
    count:
      "select count(*) from (select 1 from runs where fire_at is not null group by schedule_id, fire_at having count(*) > 1) x",
  },
  {
    id: "I03",
    meaning: "runs that started before their fire",
    count: "select count(*) from runs where started_at < fire_at",
  },
  {
    id: "I05",
    meaning: "orphans that still run",
    count:
      "select count(*) from runs where status = 'running' and (lease_expires_at is null or lease_expires_at < now() - interval '30 seconds')",
  },
  {
    id: "I06",
    meaning: "ends that did not stay the end, or no trigger that keeps them",
    count: `select (select count(*) from run_transitions where from_status not in ('queued', 'running'))
      + (select 1 - count(*) from pg_trigger where tgname = 'runs_final_is_final' and tgenabled = 'O')`,
  },
  {
    id: "I07",
    meaning: "overlaps of fires of a task that skips them, over every attempt",
    count: `with span as (
        select t.run_id, t.at as began,
          (select min(e.at) from run_transitions e where e.run_id = t.run_id and e.id > t.id) as ended
        from run_transitions t where t.to_status = 'running'),
      fired as (
        select r.task_id, span.* from span join runs r on r.id = span.run_id join tasks t on t.id = r.task_id
        where r.trigger = 'schedule' and t.overlap = 'skip')
      select count(*) from fired a join fired b on a.task_id = b.task_id and a.run_id < b.run_id
        and tstzrange(a.began, a.ended) && tstzrange(b.began, b.ended)`,
  },
  {
    id: "I08",
    meaning: "runs with more failures than retries, or with attempts that are not recorded",
    count: `select (select count(*) from runs r join tasks t on t.id = r.task_id where r.failures > t.retries)
      + (select count(*) from runs r where r.finished_at is not null
          and r.attempt <> (select count(*) from attempts a where a.run_id = r.id))`,
  },
  {
    id: "I09",
    meaning: "rows that contradict themselves, and ended runs without their one log entry",
    count: `select (select count(*) from runs where (status not in ('queued', 'running')) <> (finished_at is not null)
        or (status = 'completed' and error is not null)
        or (status in ('failed', 'timed_out', 'out_of_memory', 'crashed') and error is null)
        or (status in ('skipped', 'missed') and reason is null)
        or (finished_at is not null and (lease_owner is not null or lease_expires_at is not null)))
      + (select count(*) from runs r where r.status in ${EXECUTED}
          and not exists (select 1 from log_entries e where e.run_id = r.id))`,
  },
  {
    id: "I10",
    meaning: "logs with a hole, or with a line from after the end",
    count: `select (select count(*) from (select run_id from log_lines group by run_id
        having min(seq) <> 1 or max(seq) <> count(*)) x)
      + (select count(*) from log_lines l join runs r on r.id = l.run_id where l.at > r.finished_at + interval '2 seconds')`,
  },
  {
    id: "I11",
    meaning: "active schedules that are not armed",
    count: `select count(*) from schedules s join tasks t on t.id = s.task_id
      where t.active and t.deleted_at is null and s.deleted_at is null
      and (s.next_fire_at is null or s.next_fire_at < now() - interval '2 minutes')`,
  },
  {
    id: "I13",
    meaning: "rows in another app than what they belong to",
    count: `select (select count(*) from runs r join tasks t on t.id = r.task_id where t.app_id <> r.app_id)
      + (select count(*) from schedules s join tasks t on t.id = s.task_id where t.app_id <> s.app_id)
      + (select count(*) from attempts a join runs r on r.id = a.run_id where r.app_id <> a.app_id)
      + (select count(*) from log_entries e join runs r on r.id = e.run_id where r.app_id <> e.app_id or r.task_id <> e.task_id)
      + (select count(*) from log_lines l join runs r on r.id = l.run_id where r.app_id <> l.app_id or r.task_id <> l.task_id)`,
  },
  {
    id: "I14",
    meaning: "apps with more tasks than they may have",
    count: `select count(*) from apps a where (a.limits->>'tasks')::int
      < (select count(*) from tasks t where t.app_id = a.id and t.deleted_at is null)`,
  },
  {
    id: "I18",
    meaning: "transactions left open",
    count: `select count(*) from pg_stat_activity where datname = current_database()
      and state = 'idle in transaction' and now() - state_change > interval '10 seconds'`,
  },
  {
    id: "I19",
    meaning: "runs stuck in the queue",
    count: `select count(*) from runs r where r.status = 'queued' and greatest(r.queued_at, r.effective_at) < now() - interval '1 minute'
      and not exists (select 1 from runs b where b.task_id = r.task_id and b.status = 'running')`,
  },
];

export async function countOf(db: Db, count: string): Promise<number> {
  const { rows } = await db.execute<Record<string, number>>(sql.raw(count));
  return Number(Object.values(rows[0]!)[0]);
}
