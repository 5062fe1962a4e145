"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "#lib/cx.ts";
import { useEarlyInput } from "./use-early-input.ts";

/** The browser's own select: it works with every keyboard, reader and phone. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cx("relative block min-w-0", className)}>
      <select className="control appearance-none truncate pr-8" {...useEarlyInput(props)}>
        {children}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-faint"
        aria-hidden
      />
    </span>
  );
}
