"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIsClient } from "#lib/use-is-client.ts";
import { AppSwitcher } from "./app-switcher.tsx";
import { SECTIONS } from "./sections.ts";

/** Pages that belong to no app. */
const OUTSIDE: Readonly<Record<string, string>> = {
  timetable: "Timetable",
  organisation: "Organisation",
  audit: "Audit trail",
  account: "Account",
};

const LIST =
  "flex min-w-0 items-center gap-2 text-soft [&>li+li]:before:mr-2 [&>li+li]:before:text-faint [&>li+li]:before:content-['/']";

/** Where the reader is: app, section, item. On phones only the app, which also switches. */
export function Breadcrumbs() {
  const isClient = useIsClient();
  const [, root, app, section, item] = usePathname().split("/");
  const appId = root === "apps" ? Number(app) : Number.NaN;
  const outside = OUTSIDE[root ?? ""];
  if (outside) {
    return (
      <>
        <div className="hidden h-5 w-px shrink-0 bg-line sm:block" />
        <nav aria-label="Breadcrumb" className="min-w-0">
          <ol className={LIST}>
            <AppsItem />
            <li className="truncate" aria-current="page">
              {outside}
            </li>
          </ol>
        </nav>
      </>
    );
  }
  if (!Number.isSafeInteger(appId)) return null;
  const label = SECTIONS.find(({ segment }) => segment === section)?.label;
  return (
    <>
      <div className="hidden h-5 w-px shrink-0 bg-line sm:block" />
      <div className="flex min-w-0 lg:hidden">
        <AppSwitcher appId={appId} />
      </div>
      <nav aria-label="Breadcrumb" className="hidden min-w-0 lg:block">
        <ol className={LIST}>
          <AppsItem />
          <li className="max-w-48 truncate">
            <AppName appId={appId} />
          </li>
          {label && (
            <li>
              <Link
                href={`/apps/${appId}/${section}`}
                className="hover:text-ink hover:underline"
                aria-current={item ? undefined : "page"}
              >
                {label}
              </Link>
            </li>
          )}
          {item && section && (
            <li className="max-w-64 truncate text-ink" aria-current="page">
              {/* Asked for here first, an item would not be taken from what the page brought along. */}
              {isClient ? <ItemName appId={appId} section={section} item={item} /> : `#${item}`}
            </li>
          )}
        </ol>
      </nav>
    </>
  );
}

const AppsItem = () => (
  <li>
    <Link href="/" className="hover:text-ink hover:underline">
      Apps
    </Link>
  </li>
);

function AppName({ appId }: { appId: number }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.apps.list.queryOptions());
  return (
    <Link href={`/apps/${appId}`} className="hover:text-ink hover:underline">
      {data?.find((app) => app.id === appId)?.name ?? "…"}
    </Link>
  );
}

function ItemName({ appId, section, item }: { appId: number; section: string; item: string }) {
  const trpc = useTRPC();
  const id = Number(item);
  const isId = Number.isSafeInteger(id);
  const task = useQuery(trpc.tasks.get.queryOptions(section === "tasks" && isId ? { appId, idOrName: id } : skipToken));
  const screen = useQuery(trpc.screens.get.queryOptions(section === "screens" && isId ? { appId, id } : skipToken));
  const source = useQuery(trpc.dataSources.get.queryOptions(section === "data" && isId ? { appId, id } : skipToken));
  if (item === "new") return "New";
  if (item === "import") return "Import";
  return task.data?.name ?? screen.data?.name ?? source.data?.name ?? `#${item}`;
}
