import { Badge } from "#components/ui/badge.tsx";
import type { DeliveryStatus } from "#domain/endpoint-values.ts";
import { DELIVERY_LOOKS } from "./delivery-status.ts";

/** A delivery's status as icon, word and colour. */
export function DeliveryBadge({ status }: { status: DeliveryStatus }) {
  const { icon: Icon, label, tone } = DELIVERY_LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {label}
    </Badge>
  );
}
