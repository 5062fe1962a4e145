import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock3,
  FastForward,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  MemoryStick,
  ServerCrash,
} from "lucide-react";
import type { Tone } from "#components/ui/badge.tsx";
import type { RunStatus, RunTrigger } from "#domain/run.ts";

interface StatusLook {
  label: string;
  icon: LucideIcon;
  tone: Tone;
  /** What it means, for someone who sees it for the first time. */
  meaning: string;
}

/** How each status looks and reads. `failed` is the builder's, `crashed` is ours: they share no word, icon or colour. */
export const RUN_STATUS_LOOKS: Record<RunStatus, StatusLook> = {
  queued: { label: "Queued", icon: Clock3, tone: "quiet", meaning: "Waits for a free place to run." },
  running: { label: "Running", icon: LoaderCircle, tone: "info", meaning: "The screen's code is at work." },
  completed: { label: "Completed", icon: CircleCheck, tone: "ok", meaning: "The handler returned its result." },
  failed: { label: "Failed", icon: CircleX, tone: "bad", meaning: "The screen's code threw an error." },
  timed_out: {
    label: "Timed out",
    icon: Hourglass,
    tone: "warn",
    meaning: "The code took longer than the task allows.",
  },
  out_of_memory: {
    label: "Out of memory",
    icon: MemoryStick,
    tone: "heavy",
    meaning: "The code used more memory than a run may.",
  },
  cancelled: { label: "Cancelled", icon: Ban, tone: "quiet", meaning: "Somebody stopped it." },
  crashed: {
    label: "Platform error",
    icon: ServerCrash,
    tone: "ours",
    meaning: "Something broke on our side. Your code is not at fault.",
  },
  skipped: {
    label: "Skipped",
    icon: FastForward,
    tone: "quiet",
    meaning: "The fire came, and was not executed on purpose.",
  },
  missed: {
    label: "Missed",
    icon: CircleDashed,
    tone: "warn",
    meaning: "The fire's time passed while nothing could run it.",
  },
};

/** The look of a status; one that this version does not know shows as it is written. */
export const runStatusLook = (status: string): StatusLook =>
  RUN_STATUS_LOOKS[status as RunStatus] ?? { label: status, icon: CircleDashed, tone: "quiet", meaning: status };

/** Statuses after which nothing changes any more. */
export const isRunLive = (status: string) => status === "queued" || status === "running";

export const RUN_TRIGGER_LABELS: Record<RunTrigger, string> = {
  schedule: "Schedule",
  api: "API",
  studio: "Studio",
  replay: "Run again",
  backfill: "Backfill",
  task: "Another task",
  event: "Event",
};
