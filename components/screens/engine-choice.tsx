"use client";

import { useQuery } from "@tanstack/react-query";
import { useAppId } from "#components/shell/app-id.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Segments } from "#components/ui/segments.tsx";
import type { ScreenEngine } from "#domain/screen-settings.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

const ENGINES = [
  { value: "isolate", label: "Isolate" },
  { value: "browser", label: "Browser" },
] as const;

const HINTS: Record<ScreenEngine, string> = {
  isolate: "The code runs by itself, within milliseconds. The right one unless the screen measures or draws.",
  browser:
    "The code runs in a headless Chromium, for about a second a run: with layout, canvas and the page's HTML. Images, style sheets and scripts from elsewhere are not loaded. The page is kept with the run as a picture and as text.",
};

/** What the screen runs in. A browser may be asked for before the server has one. */
export function EngineChoice({ engine, onChange }: { engine: ScreenEngine; onChange: (engine: ScreenEngine) => void }) {
  const appId = useAppId();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.screens.engines.queryOptions({ appId }, { enabled: engine === "browser" }));
  return (
    <div className="space-y-2">
      <p className="font-medium">Engine</p>
      <div className="flex">
        <Segments label="Engine" value={engine} onChange={onChange} options={ENGINES} />
      </div>
      <p className="text-[0.8125rem] text-faint">{HINTS[engine]}</p>
      {engine === "browser" && data?.browser === false && (
        <Notice tone="warn">
          No browser is installed on the server. Install Chromium (<code>npx playwright install chromium</code>, or
          Debian's <code>chromium</code>) or set <code>BROWSER_EXECUTABLE</code>. Until then runs of this screen fail.
        </Notice>
      )}
    </div>
  );
}
