import { CircleCheck, CircleX, Clock, type LucideIcon } from "lucide-react";
import type { Tone } from "#components/ui/badge.tsx";
import type { DeliveryStatus } from "#domain/endpoint-values.ts";

interface StatusLook {
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

export const DELIVERY_LOOKS: Record<DeliveryStatus, StatusLook> = {
  pending: { label: "On its way", icon: Clock, tone: "info" },
  delivered: { label: "Delivered", icon: CircleCheck, tone: "ok" },
  failed: { label: "Given up", icon: CircleX, tone: "bad" },
};
