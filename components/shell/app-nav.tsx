"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { cx } from "#lib/cx.ts";
import { AppSwitcher } from "./app-switcher.tsx";
import { SECTIONS } from "./sections.ts";
import { useMaySee } from "./use-can.ts";

/** Pages that a phone's bar has room for; the others are in its menu. */
const ON_PHONE = 5;

/** The app's pages: beside the content on wide screens, at the bottom on phones. */
export function AppNav({ appId }: { appId: number }) {
  const pathname = usePathname();
  const maySee = useMaySee();
  const links = SECTIONS.filter(maySee).map(({ segment, label, icon }) => {
    const href = segment ? `/apps/${appId}/${segment}` : `/apps/${appId}`;
    return { href, label, icon, current: pathname === href || (segment !== "" && pathname.startsWith(`${href}/`)) };
  });
  const more = links.slice(ON_PHONE);
  return (
    <>
      <aside className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-56 shrink-0 flex-col gap-3 overflow-y-auto border-line border-r px-3 py-4 lg:flex">
        <AppSwitcher appId={appId} />
        <nav aria-label="App" className="flex flex-col gap-0.5">
          {links.map(({ href, label, icon: Icon, current }) => (
            <Link
              key={href}
              href={href}
              aria-current={current ? "page" : undefined}
              className={cx(
                "flex items-center gap-2.5 rounded-md px-2 py-1.5",
                current ? "bg-accent-soft font-medium text-accent-ink" : "text-soft hover:bg-sunken hover:text-ink",
              )}
            >
              <Icon className="size-4" aria-hidden /> {label}
            </Link>
          ))}
        </nav>
      </aside>
      <nav
        aria-label="App"
        className="fixed inset-x-0 bottom-0 z-30 flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        {links.slice(0, ON_PHONE).map(({ href, label, icon: Icon, current }) => (
          <Link key={href} href={href} aria-current={current ? "page" : undefined} className={phoneItem(current)}>
            <Icon className="size-5" aria-hidden />
            <span className="max-w-full truncate tracking-tight">{label}</span>
          </Link>
        ))}
        <Menu
          trigger={
            <button type="button" className={phoneItem(more.some(({ current }) => current))}>
              <Ellipsis className="size-5" aria-hidden />
              <span className="max-w-full truncate tracking-tight">More</span>
            </button>
          }
        >
          {more.map(({ href, label, icon: Icon, current }) => (
            <MenuItem key={href} asChild className={current ? "font-medium text-accent-ink" : undefined}>
              <Link href={href} aria-current={current ? "page" : undefined}>
                <Icon aria-hidden /> {label}
              </Link>
            </MenuItem>
          ))}
        </Menu>
      </nav>
    </>
  );
}

const phoneItem = (isCurrent: boolean) =>
  cx(
    "flex min-w-0 flex-1 flex-col items-center gap-0.5 py-2 text-[0.6875rem] focus-visible:-outline-offset-2",
    isCurrent ? "font-semibold text-accent-ink" : "text-soft",
  );
