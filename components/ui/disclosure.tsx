"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cx } from "#lib/cx.ts";

interface DisclosureProps {
  title: ReactNode;
  /** What stands beside the title, folded or not. */
  aside?: ReactNode;
  /** Whether it begins unfolded. */
  startsOpen?: boolean;
  /** Unfolds it, whatever the reader did: something inside wants to be seen. */
  mustShow?: boolean;
  className?: string;
  children: ReactNode;
}

/** A part of a form that folds away. */
export function Disclosure({
  title,
  aside,
  startsOpen = false,
  mustShow = false,
  className,
  children,
}: DisclosureProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  return (
    <details
      className={cx("group", className)}
      open={isOpen || mustShow}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex list-none flex-wrap items-center gap-x-2 rounded font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 shrink-0 text-faint transition-transform group-open:rotate-90" aria-hidden />
        {title}
        {aside && <span className="ml-auto font-normal text-[0.8125rem] text-faint">{aside}</span>}
      </summary>
      <div className="pt-4">{children}</div>
    </details>
  );
}
