"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { Endpoint } from "#domain/endpoint-values.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useGo } from "#lib/use-go.ts";
import { hostOf } from "./host-of.ts";

interface EndpointListProps {
  appId: number;
  endpoints: readonly Endpoint[];
  onEdit: (endpoint: Endpoint) => void;
  onRotate: (endpoint: Endpoint) => void;
  onRemove: (endpoint: Endpoint) => void;
}

export function EndpointList({ endpoints, ...rest }: EndpointListProps) {
  return (
    <ul aria-label="Endpoints" className="panel divide-y divide-line">
      {endpoints.map((endpoint) => (
        <EndpointRow key={endpoint.id} endpoint={endpoint} {...rest} />
      ))}
    </ul>
  );
}

type EndpointRowProps = Omit<EndpointListProps, "endpoints"> & { endpoint: Endpoint };

function EndpointRow({ appId, endpoint, onEdit, onRotate, onRemove }: EndpointRowProps) {
  const trpc = useTRPC();
  const go = useGo();
  const queryClient = useQueryClient();
  const host = hostOf(endpoint.url);
  const toggle = useMutation(
    trpc.endpoints.update.mutationOptions({
      onError: (error) => toast.error(error.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.endpoints.list.queryKey({ appId }) }),
    }),
  );
  const test = useMutation(
    trpc.endpoints.test.mutationOptions({
      onError: (error) => toast.error(error.message),
      onSuccess: ({ id }) =>
        toast.success("A test is on its way.", {
          action: { label: "Show", onClick: () => go(`/apps/${appId}/webhooks/${id}`) },
        }),
    }),
  );
  return (
    <li className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-72">
          <p className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 break-all font-medium">{endpoint.url}</code>
            <Health endpoint={endpoint} />
          </p>
          {endpoint.description && <p className="break-words text-soft">{endpoint.description}</p>}
          <p className="break-words text-[0.8125rem] text-faint">{endpoint.events.join(", ")}</p>
        </div>
        <Switch
          aria-label={`Deliveries to ${host}`}
          checked={toggle.isPending ? (toggle.variables.active ?? endpoint.active) : endpoint.active}
          onCheckedChange={(active) => toggle.mutate({ appId, id: endpoint.id, active })}
        />
      </div>
      {endpoint.disabledReason && <p className="break-words text-[0.8125rem] text-bad">{endpoint.disabledReason}</p>}
      <div className="-ml-2.5 flex flex-wrap gap-1">
        <Button
          size="sm"
          variant="ghost"
          pending={test.isPending}
          disabled={!endpoint.active}
          aria-label={`Send a test to ${host}`}
          onClick={() => test.mutate({ appId, id: endpoint.id })}
        >
          Send a test
        </Button>
        <Button size="sm" variant="ghost" asChild>
          <Link
            aria-label={`Deliveries of ${host}`}
            href={`/apps/${appId}/webhooks?tab=deliveries&endpoint=${endpoint.id}`}
          >
            Deliveries
          </Link>
        </Button>
        <Button size="sm" variant="ghost" aria-label={`Edit ${host}`} onClick={() => onEdit(endpoint)}>
          Edit
        </Button>
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Rotate the secret of ${host}`}
          onClick={() => onRotate(endpoint)}
        >
          Rotate secret
        </Button>
        <Button size="sm" variant="ghost-danger" aria-label={`Remove ${host}`} onClick={() => onRemove(endpoint)}>
          Remove
        </Button>
      </div>
    </li>
  );
}

function Health({ endpoint: { active, failingSince } }: { endpoint: Endpoint }) {
  if (!active) return <Badge tone="quiet">Switched off</Badge>;
  if (!failingSince) return <Badge tone="ok">On</Badge>;
  return (
    <Badge tone="bad">
      failing since <RelativeTime at={failingSince} />
    </Badge>
  );
}
