"use client";

import type { ReactNode } from "react";
import { type LazyModule, useLazyModule } from "#lib/use-lazy-module.ts";

/** Fetched after the page is there: nothing of a tooltip is seen before its place is pointed at. */
const bubble: LazyModule<typeof import("./tooltip-bubble.tsx")> = {
  load: () => import("./tooltip-bubble.tsx"),
  loaded: null,
};

export interface TooltipProps {
  content: ReactNode;
  /** One element, which must take focus. */
  children: ReactNode;
  /** Whether it is shown, where the child itself decides that. */
  open?: boolean;
}

/** Shows `content` while its child is hovered or focused. */
export function Tooltip({ children, ...bubbleProps }: TooltipProps) {
  const Bubble = useLazyModule(bubble)?.TooltipBubble;
  return Bubble ? <Bubble {...bubbleProps}>{children}</Bubble> : children;
}
