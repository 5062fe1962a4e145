"use client";

import { useQuery } from "@tanstack/react-query";
import { useAppId } from "#components/shell/app-id.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ImportItem } from "#domain/import-values.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

interface ImportScreensProps {
  items: readonly ImportItem[];
  /** The chosen screens by the page's id; the empty text stands for tasks that name none. */
  screens: Readonly<Record<string, number>>;
  onChoose: (screens: Record<string, number>) => void;
}

/** Which screens of this app stand for the pages that the tasks name. Nothing, when it brings actions alone. */
export function ImportScreens({ items, screens, onChoose }: ImportScreensProps) {
  const appId = useAppId();
  const trpc = useTRPC();
  const { data: known } = useQuery(trpc.screens.list.queryOptions({ appId }));
  const tasks = items.filter(({ kind }) => kind === "task");
  const pages = [...new Set(tasks.map(({ pageId }) => pageId))];
  if (pages.length === 0 || !known) return null;
  return (
    <section aria-labelledby="import-screens" className="panel p-4">
      <h2 id="import-screens" className="font-semibold">
        Screens
      </h2>
      <p className="mt-0.5 mb-3 text-[0.8125rem] text-soft">
        The pages that the tasks name have ids of where they come from. Choose the screen that each of them is here.
      </p>
      {known.length === 0 && (
        <Notice tone="warn">This app has no screens yet, and a task needs one. Actions bring their own code.</Notice>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        {pages.map((page) => {
          const key = page === null ? "" : String(page);
          const value = screens[key] ?? (known.some(({ id }) => id === page) ? page : null);
          return (
            <Field key={key} label={page === null ? "Tasks without a page" : `Page ${page}`}>
              {(control) => (
                <Select
                  {...control}
                  value={value ?? ""}
                  onChange={(event) => onChoose({ ...screens, [key]: Number(event.target.value) })}
                >
                  <option value="" disabled>
                    Choose a screen
                  </option>
                  {known.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          );
        })}
      </div>
    </section>
  );
}
