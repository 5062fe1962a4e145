"use client";

import { Check } from "lucide-react";
import { type DropdownMenu, Slot } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { cx } from "#lib/cx.ts";
import { type LazyModule, useLazyModule } from "#lib/use-lazy-module.ts";

/** Fetched after the page is there: nothing of a menu is seen before its trigger is pressed. */
const parts: LazyModule<typeof import("./menu-parts.ts")> = { load: () => import("./menu-parts.ts"), loaded: null };

/** What a menu is made of. Its items are rendered only inside of an open menu, when the parts are there. */
function loadedParts() {
  if (!parts.loaded) throw new Error("A menu's item stands outside of a menu.");
  return parts.loaded.DropdownMenu;
}

interface MenuProps {
  /** One button. */
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}

/** A menu that opens from `trigger`. */
export function Menu({ trigger, children, align = "end" }: MenuProps) {
  const Parts = useLazyModule(parts)?.DropdownMenu;
  const [wanted, setWanted] = useState(false);
  if (!Parts) {
    return (
      <Slot.Root aria-haspopup="menu" aria-expanded={false} onClick={() => setWanted(true)}>
        {trigger}
      </Slot.Root>
    );
  }
  return (
    <Parts.Root modal={false} defaultOpen={wanted}>
      <Parts.Trigger asChild>{trigger}</Parts.Trigger>
      <Parts.Portal>
        <Parts.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="panel z-50 max-h-[70dvh] min-w-48 max-w-80 animate-appear overflow-y-auto p-1 shadow-float"
        >
          {children}
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  );
}

type ItemProps = ComponentProps<typeof DropdownMenu.Item> & { tone?: "danger"; checked?: boolean };

export function MenuItem({ tone, checked, className, children, asChild, ...props }: ItemProps) {
  const { Item } = loadedParts();
  return (
    <Item
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
    </Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = loadedParts();
  return <Label className="px-2.5 py-1.5 text-[0.8125rem] text-faint">{children}</Label>;
}

export function MenuSeparator() {
  const { Separator } = loadedParts();
  return <Separator className="-mx-1 my-1 h-px bg-line" />;
}
