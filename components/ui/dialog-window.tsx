"use client";

import { X } from "lucide-react";
import { Dialog as RadixDialog } from "radix-ui";
import { cx } from "#lib/cx.ts";
import type { DialogProps } from "./dialog.tsx";

/** The window of a `Dialog`. */
export function DialogWindow({ open, onOpenChange, title, description, children, wide = false }: DialogProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <RadixDialog.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cx(
            "panel fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col shadow-float",
            wide ? "max-w-4xl" : "max-w-lg",
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <RadixDialog.Title className="break-words font-semibold text-base">{title}</RadixDialog.Title>
              {description && (
                <RadixDialog.Description className="mt-1 text-soft">{description}</RadixDialog.Description>
              )}
            </div>
            <RadixDialog.Close
              aria-label="Close"
              className="-mr-1.5 rounded-md p-1.5 text-faint hover:bg-sunken hover:text-ink"
            >
              <X className="size-4" aria-hidden />
            </RadixDialog.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
