"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { ValueView } from "#components/ui/value-view.tsx";
import { DELIVERY_ATTEMPTS_MAX, type DeliveryDetails } from "#domain/endpoint-values.ts";
import { formatAbsolute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { DeliveryBadge } from "./delivery-badge.tsx";
import { EVENT_TEXTS } from "./event-texts.ts";

const PENDING_POLL_MS = 1_500;

/** One delivery: what was sent where, what was answered, and when it is tried again. */
export function DeliveryPage({ deliveryId }: { deliveryId: number }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const input = { appId, id: deliveryId };
  const { data, error, refetch } = useQuery(
    trpc.endpoints.delivery.queryOptions(input, {
      refetchInterval: ({ state }) => (state.data?.status === "pending" ? PENDING_POLL_MS : false),
    }),
  );
  const redeliver = useMutation(
    trpc.endpoints.redeliver.mutationOptions({
      onError: ({ message }) => toast.error(message),
      onSuccess: () => toast.success("It is on its way once more."),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.endpoints.delivery.queryKey(input) }),
    }),
  );
  if (!data)
    return error ? (
      <ErrorState page what="delivery" error={error} onRetry={refetch} />
    ) : (
      <ListSkeleton label="Loading the delivery" />
    );
  return (
    <>
      <PageHeader
        title={EVENT_TEXTS[data.eventType]}
        badges={
          <span role="status">
            <DeliveryBadge status={data.status} />
          </span>
        }
        actions={
          data.status !== "pending" && (
            <Button
              variant={data.status === "failed" ? "primary" : "secondary"}
              pending={redeliver.isPending}
              onClick={() => redeliver.mutate(input)}
            >
              <Send aria-hidden /> Deliver again
            </Button>
          )
        }
      />
      <div className="space-y-4">
        {data.lastError && <Notice tone={data.status === "failed" ? "bad" : "warn"}>{data.lastError}</Notice>}
        <Facts appId={appId} delivery={data} />
        <ValueView value={JSON.parse(data.body)} label="Body" fileName={`delivery-${data.id}.json`} />
      </div>
    </>
  );
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="eyebrow">{label}</dt>
    <dd className="mt-0.5 break-words">{children}</dd>
  </div>
);

const Moment = ({ at }: { at: string }) => (
  <>
    <span className="block tabular-nums">{formatAbsolute(at)}</span>
    <RelativeTime at={at} className="text-[0.8125rem] text-faint" />
  </>
);

function Facts({ appId, delivery }: { appId: number; delivery: DeliveryDetails }) {
  const { url, messageId, attempts, lastStatusCode, lastDurationMs, nextAttemptAt, finishedAt, runId } = delivery;
  return (
    <dl className="panel grid grid-cols-2 gap-x-6 gap-y-4 px-4 py-4 sm:grid-cols-3 lg:grid-cols-4">
      <Fact label="Endpoint">
        <Link className="link break-all" href={`/apps/${appId}/webhooks?tab=out`}>
          {url}
        </Link>
      </Fact>
      <Fact label="Webhook id">
        <code className="break-all">{messageId}</code>
      </Fact>
      <Fact label="Attempts">
        {attempts} of at most {DELIVERY_ATTEMPTS_MAX}
      </Fact>
      <Fact label="Last answer">
        {lastStatusCode ?? "None"}
        {lastDurationMs !== null && (
          <span className="block text-[0.8125rem] text-faint">after {formatDuration(lastDurationMs)}</span>
        )}
      </Fact>
      {runId !== null && (
        <Fact label="Run">
          <Link className="link" href={`/apps/${appId}/runs/${runId}`}>
            #{runId}
          </Link>
        </Fact>
      )}
      <Fact label="Happened">
        <Moment at={delivery.createdAt} />
      </Fact>
      {nextAttemptAt && (
        <Fact label="Next attempt">
          <Moment at={nextAttemptAt} />
        </Fact>
      )}
      {finishedAt && (
        <Fact label="Ended">
          <Moment at={finishedAt} />
        </Fact>
      )}
    </dl>
  );
}
