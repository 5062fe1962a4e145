"use client";

import { Tabs as RadixTabs } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "#lib/cx.ts";

export const Tabs = RadixTabs.Root;

export const TabList = ({ children, label, className }: { children: ReactNode; label: string; className?: string }) => (
  <RadixTabs.List aria-label={label} className={cx("flex gap-1 overflow-x-auto border-line border-b", className)}>
    {children}
  </RadixTabs.List>
);

export const Tab = ({ className, ...props }: ComponentProps<typeof RadixTabs.Trigger>) => (
  <RadixTabs.Trigger
    className={cx(
      "-mb-px flex shrink-0 items-center gap-1.5 border-transparent border-b-2 px-3 py-2 text-soft hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink",
      className,
    )}
    {...props}
  />
);

export const TabPanel = ({ className, ...props }: ComponentProps<typeof RadixTabs.Content>) => (
  <RadixTabs.Content className={cx("min-w-0", className)} {...props} />
);
