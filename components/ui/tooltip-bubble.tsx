"use client";

import { Tooltip as RadixTooltip } from "radix-ui";
import type { TooltipProps } from "./tooltip.tsx";

const WAIT_MS = 250;

/** A tooltip with its trigger; pages use it through `Tooltip`. */
export function TooltipBubble({ content, children, open }: TooltipProps) {
  return (
    <RadixTooltip.Provider delayDuration={WAIT_MS}>
      <RadixTooltip.Root {...(open === undefined ? {} : { open })}>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-80 animate-appear rounded-md bg-ink px-2.5 py-1.5 text-[0.8125rem] text-canvas shadow-float"
          >
            {content}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
