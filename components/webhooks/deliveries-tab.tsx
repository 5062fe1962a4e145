"use client";

import { useQuery } from "@tanstack/react-query";
import { ListFilter, Send } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { DELIVERY_STATUSES } from "#domain/endpoint-values.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { DELIVERY_EVENTS, deliveriesInput, deliveryParsers } from "./delivery-filter.ts";
import { DeliveryList } from "./delivery-list.tsx";
import { DELIVERY_LOOKS } from "./delivery-status.ts";
import { EVENT_TEXTS } from "./event-texts.ts";
import { hostOf } from "./host-of.ts";
import { useDeliveryPages } from "./use-delivery-pages.ts";

/** What was told to whom, and whether it was taken, with filters that live in the address. */
export function DeliveriesTab() {
  const appId = useAppId();
  const trpc = useTRPC();
  const endpoints = useQuery(trpc.endpoints.list.queryOptions({ appId })).data ?? [];
  const [filter, setFilter] = useQueryStates(deliveryParsers);
  const isFiltered = Object.values(filter).some((value) => value !== null);
  const clear = () => void setFilter({ status: null, event: null, endpoint: null });
  const list = useDeliveryPages(deliveriesInput(appId, filter));
  const nameOf = (id: string) => hostOf(endpoints.find((one) => String(one.id) === id)?.url ?? `endpoint ${id}`);
  const chosen = filter.endpoint === null ? null : String(filter.endpoint);
  // One that was removed still has its deliveries.
  const ids = [...new Set([...endpoints.map(({ id }) => String(id)), ...(chosen ? [chosen] : [])])];
  return (
    <>
      <div className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <FilterSelect
          label="Status"
          any="Any status"
          className="sm:w-40"
          options={DELIVERY_STATUSES}
          labelOf={(status) => DELIVERY_LOOKS[status].label}
          value={filter.status}
          onChange={(status) => void setFilter({ status })}
        />
        <FilterSelect
          label="Event"
          any="All events"
          className="sm:w-56"
          options={DELIVERY_EVENTS}
          labelOf={(event) => EVENT_TEXTS[event]}
          value={filter.event}
          onChange={(event) => void setFilter({ event })}
        />
        <FilterSelect
          label="Endpoint"
          any="All endpoints"
          className="col-span-2 sm:w-56"
          options={ids}
          labelOf={nameOf}
          value={chosen}
          onChange={(id) => void setFilter({ endpoint: id === null ? null : Number(id) })}
        />
        {isFiltered && (
          <Button variant="ghost" onClick={clear}>
            Clear filters
          </Button>
        )}
      </div>
      {!list.deliveries ? (
        list.error ? (
          <ErrorState what="list of deliveries" error={list.error} onRetry={list.refetch} />
        ) : (
          <ListSkeleton rows={6} label="Loading the deliveries" />
        )
      ) : list.deliveries.length > 0 ? (
        <>
          <DeliveryList appId={appId} deliveries={list.deliveries} />
          <LoadMore
            auto
            hasMore={list.hasMore}
            loading={list.loadingMore}
            onMore={list.loadMore}
            label="Show older deliveries"
          />
        </>
      ) : isFiltered ? (
        <EmptyState
          icon={<ListFilter aria-hidden />}
          title="No delivery matches"
          action={<Button onClick={clear}>Clear filters</Button>}
        >
          Try fewer filters.
        </EmptyState>
      ) : (
        <EmptyState
          icon={<Send aria-hidden />}
          title="Nothing was delivered yet"
          action={
            <Button asChild>
              <Link href="?tab=out">Go to endpoints</Link>
            </Button>
          }
        >
          Each event that an endpoint asked for shows here, with what the endpoint answered and how often it was tried.
        </EmptyState>
      )}
    </>
  );
}
