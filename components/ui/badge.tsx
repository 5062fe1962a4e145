import type { ReactNode } from "react";
import { cx } from "#lib/cx.ts";

export const TONES = {
  ok: "bg-ok-soft text-ok",
  info: "bg-info-soft text-info",
  bad: "bg-bad-soft text-bad",
  ours: "bg-ours-soft text-ours",
  warn: "bg-warn-soft text-warn",
  heavy: "bg-heavy-soft text-heavy",
  quiet: "bg-quiet-soft text-quiet",
  accent: "bg-accent-soft text-accent-ink",
} as const;
export type Tone = keyof typeof TONES;

export const Badge = ({
  tone = "quiet",
  children,
  className,
  title,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
  title?: string;
}) => (
  <span
    title={title}
    className={cx(
      "inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-[0.75rem] leading-4 [&_svg]:size-3.5",
      TONES[tone],
      className,
    )}
  >
    {children}
  </span>
);
