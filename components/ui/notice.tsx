import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "#lib/cx.ts";
import { TONES } from "./badge.tsx";

const ICONS = { info: Info, warn: TriangleAlert, bad: CircleAlert, ours: CircleAlert, quiet: Info } as const;

/** A few words that stand out: what to know (`info`, `quiet`), what to check (`warn`), what went wrong (`bad`, `ours`). */
export function Notice({
  tone,
  children,
  className,
}: {
  tone: keyof typeof ICONS;
  children: ReactNode;
  className?: string;
}) {
  const Icon = ICONS[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : undefined}
      className={cx("flex gap-2.5 rounded-lg px-3.5 py-2.5", TONES[tone], className)}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 break-words">{children}</div>
    </div>
  );
}
