import { Badge } from "#components/ui/badge.tsx";
import { runStatusLook } from "./run-status.ts";

/** A run's status as icon, word and colour. */
export function StatusBadge({ status }: { status: string }) {
  const { icon: Icon, label, tone, meaning } = runStatusLook(status);
  return (
    <Badge tone={tone} title={meaning}>
      <Icon aria-hidden className={status === "running" ? "animate-spin" : undefined} />
      {label}
    </Badge>
  );
}
