"use client";

import { usePathname } from "next/navigation";

/** What the address names. */
export interface Place {
  /** Null outside of an app. */
  appId: number | null;
  /** The page of the app: `tasks`. */
  section: string | undefined;
  /** The thing that the page is about; null on a list. */
  itemId: number | null;
}

/** Where the reader is. */
export function usePlace(): Place {
  const [, root, app, section, item] = usePathname().split("/");
  return root === "apps"
    ? { appId: idOf(app), section, itemId: idOf(item) }
    : { appId: null, section: undefined, itemId: null };
}

function idOf(text: string | undefined): number | null {
  const id = Number(text);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
