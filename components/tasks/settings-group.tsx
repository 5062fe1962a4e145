"use client";

import type { ReactNode } from "react";
import { Disclosure } from "#components/ui/disclosure.tsx";

interface SettingsGroupProps {
  title: string;
  /** What is set in it, in a line that shows while it is folded, too. */
  summary: string;
  /** Unfolds it: something inside wants to be seen. */
  mustShow: boolean;
  children: ReactNode;
}

/** Settings that the simple case needs none of: folded, under what they say together. */
export const SettingsGroup = ({ title, summary, mustShow, children }: SettingsGroupProps) => (
  <Disclosure
    className="px-5 py-3.5"
    mustShow={mustShow}
    title={
      <span className="flex min-w-0 flex-1 flex-col gap-x-4 sm:flex-row sm:items-baseline sm:justify-between">
        <span className="shrink-0">{title}</span>
        <span className="min-w-0 font-normal text-[0.8125rem] text-soft">{summary}</span>
      </span>
    }
  >
    {children}
  </Disclosure>
);
