"use client";

import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "#lib/cx.ts";

/** A menu that opens from `trigger`, which must be one button. */
export function Menu({
  trigger,
  children,
  align = "end",
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="panel z-50 max-h-[70dvh] min-w-48 max-w-80 animate-appear overflow-y-auto p-1 shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ItemProps = ComponentProps<typeof DropdownMenu.Item> & { tone?: "danger"; checked?: boolean };

export function MenuItem({ tone, checked, className, children, asChild, ...props }: ItemProps) {
  return (
    <DropdownMenu.Item
      asChild={asChild ?? false}
      className={cx(
        "flex items-center gap-2.5 rounded-md px-2.5 py-1.5 outline-none data-[highlighted]:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0",
        tone === "danger" ? "text-bad" : "text-ink",
        className,
      )}
      {...props}
    >
      {asChild ? (
        children
      ) : (
        <>
          {children}
          {checked && <Check className="ml-auto text-accent-ink" aria-label="chosen" />}
        </>
      )}
    </DropdownMenu.Item>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="px-2.5 py-1.5 text-[0.8125rem] text-faint">{children}</DropdownMenu.Label>
);

export const MenuSeparator = () => <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
