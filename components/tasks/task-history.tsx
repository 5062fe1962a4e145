"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowRight, Bot, History, KeyRound, Play, Undo2, UserRound, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { ScheduleWords } from "#components/cron-editor/schedule-words.tsx";
import { Can } from "#components/shell/can.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { AuditEntry } from "#domain/audit.ts";
import type { AuditActorKind } from "#domain/audit-values.ts";
import type { Task } from "#domain/task.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { changeInWords, type FieldChange, fieldChanges, type KeptSchedule, restoringInput } from "./task-change.ts";

const PAGE = 20;
const POLL_MS = 15_000;

/** Who changed the task, when, and what: newest first. */
export function TaskHistory({ task }: { task: Task }) {
  const client = useTRPCClient();
  const target = { appId: task.appId, targetKind: "task" as const, targetId: String(task.id), limit: PAGE };
  // Not tRPC's own infinite query: that adds a `direction` to the input, which this API does not know and refuses.
  const history = useInfiniteQuery({
    queryKey: ["audit.history pages", target, task.updatedAt],
    queryFn: ({ pageParam, signal }) => client.audit.history.query({ ...target, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    refetchInterval: POLL_MS,
  });
  const entries = history.data?.pages.flatMap((page) => page.entries);
  if (!entries)
    return history.error ? (
      <ErrorState what="history" error={history.error} onRetry={history.refetch} />
    ) : (
      <ListSkeleton label="Loading the history" />
    );
  if (entries.length === 0)
    return (
      <EmptyState icon={<History aria-hidden />} title="No change is on record">
        Every change from now on shows here: who made it, when, and each field before and after.
      </EmptyState>
    );
  return (
    <section aria-label="History">
      <ol aria-label="Changes" className="panel divide-y divide-line">
        {entries.map((entry) => (
          <Entry key={entry.id} task={task} entry={entry} />
        ))}
      </ol>
      <LoadMore
        hasMore={history.hasNextPage}
        loading={history.isFetchingNextPage}
        onMore={history.fetchNextPage}
        label="Show older changes"
      />
    </section>
  );
}

const ACTOR_ICONS: Record<AuditActorKind, typeof Bot> = {
  user: UserRound,
  token: KeyRound,
  run: Play,
  system: Bot,
  webhook: Webhook,
};

function Entry({ task, entry }: { task: Task; entry: AuditEntry }) {
  const Icon = ACTOR_ICONS[entry.actor.kind];
  const changes = fieldChanges(entry);
  return (
    <li className="px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <Icon className="size-4 shrink-0 text-faint" aria-hidden />
        <strong className="font-medium">{entry.actor.name}</strong>
        <span className="text-soft">{changeInWords(entry)}</span>
        <RelativeTime at={entry.at} className="ml-auto whitespace-nowrap text-[0.8125rem] text-soft" />
        <Can to="tasks.update">
          <RestoreButton task={task} entry={entry} />
        </Can>
      </p>
      {entry.action === "update" ? (
        <Changes changes={changes} />
      ) : (
        changes.length > 0 && (
          <Disclosure className="mt-2 text-[0.8125rem]" title="As it was set">
            <Changes changes={changes} />
          </Disclosure>
        )
      )}
    </li>
  );
}

/** Makes the task again what it was before the change, which is a change itself and can be taken back the same way. */
function RestoreButton({ task, entry }: { task: Task; entry: AuditEntry }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const restore = useMutation(
    trpc.tasks.update.mutationOptions({
      onSuccess: () => toast.success("Restored. This is in the history, too."),
      onError: (error) => toast.error(error.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.tasks.pathKey() }),
    }),
  );
  const input = restoringInput(entry);
  if (!input) return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-label={`Restore what was before this change: ${changeInWords(entry)}`}
      pending={restore.isPending}
      onClick={() => restore.mutate({ ...input, appId: task.appId, idOrName: task.id })}
    >
      {!restore.isPending && <Undo2 aria-hidden />} Restore
    </Button>
  );
}

const Changes = ({ changes }: { changes: readonly FieldChange[] }) => (
  <dl className="mt-2 space-y-1.5 sm:pl-6">
    {changes.map((change) => (
      <div key={change.label} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <dt className="text-[0.8125rem] text-faint leading-6">{change.label}</dt>
        <dd className="flex min-w-0 flex-wrap items-start gap-x-2 gap-y-1">
          <Value as="del">{shownValue(change, "before")}</Value>
          <ArrowRight className="mt-1 size-4 shrink-0 text-faint" aria-label="became" />
          <Value as="ins">{shownValue(change, "after")}</Value>
        </dd>
      </div>
    ))}
  </dl>
);

const shownValue = (change: FieldChange, side: "before" | "after"): ReactNode =>
  change.kind === "text" ? change[side] : change[side] && <Schedules schedules={change[side]} />;

const LOOKS = { del: "bg-bad-soft text-bad", ins: "bg-ok-soft text-ok" };

function Value({ as: As, children }: { as: "del" | "ins"; children: ReactNode }) {
  if (children === null) return <span className="leading-6 text-faint">nothing</span>;
  return (
    <As className={`min-w-0 max-w-full break-words rounded px-1.5 py-0.5 no-underline ${LOOKS[As]}`}>{children}</As>
  );
}

const Schedules = ({ schedules }: { schedules: readonly KeptSchedule[] }) => (
  <ul className="space-y-1">
    {schedules.map(({ frequency, timezone, payload }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: kept schedules have no other name, and never change.
      <li key={index} className="[&_.text-faint]:text-inherit">
        <ScheduleWords frequency={frequency} timezone={timezone} />
        <code className="block break-all">{frequency}</code>
        {payload !== null && <code className="block break-all">{payload}</code>}
      </li>
    ))}
  </ul>
);
