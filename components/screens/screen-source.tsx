"use client";

import { type Ref, useEffect, useState } from "react";
import type { EditorHandle, EditorTarget } from "#components/editor/code-editor.tsx";
import { LazyCodeEditor } from "#components/editor/lazy-code-editor.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import type { ScreenContent } from "#domain/screen-settings.ts";

interface ScreenSourceProps {
  /** What it is the source of, for the names of the editors. */
  of: string;
  content: ScreenContent;
  /** Absent for a source that is only looked at. */
  onChange?: (change: Partial<ScreenContent>) => void;
  onSave?: () => void;
  onRun?: () => void;
  onFormat?: () => void;
  /** Of the editor that is in front. */
  handle?: Ref<EditorHandle>;
  /** A place in the code. */
  target?: EditorTarget | null;
}

/** A screen's code, and its page beside it where the screen touches one. */
export function ScreenSource({ of, content, onChange, onSave, onRun, onFormat, handle, target }: ScreenSourceProps) {
  const [tab, setTab] = useState("code");
  useEffect(() => {
    if (target) setTab("code");
  }, [target]);
  const shared = {
    readOnly: onChange === undefined,
    ...(onSave && { onSave }),
    ...(onRun && { onRun }),
    ...(onFormat && { onFormat }),
  };
  const code = (
    <LazyCodeEditor
      {...shared}
      label={`Code of ${of}`}
      value={content.code}
      settings={content.settings}
      {...(handle && tab === "code" && { handle })}
      onChange={(text) => onChange?.({ code: text })}
      target={target ?? null}
    />
  );
  if (!content.settings.dom) return code;
  // Both stay mounted: an editor that goes takes its undo history with it.
  const panel = "min-h-0 flex-1 data-[state=inactive]:hidden";
  return (
    <Tabs value={tab} onValueChange={setTab} className="flex h-full flex-col">
      <TabList label="Source" className="shrink-0 px-2">
        <Tab value="code">Code</Tab>
        <Tab value="html">Page (HTML)</Tab>
      </TabList>
      <TabPanel value="code" forceMount className={panel}>
        {code}
      </TabPanel>
      <TabPanel value="html" forceMount className={panel}>
        <LazyCodeEditor
          {...shared}
          language="html"
          {...(handle && tab === "html" && { handle })}
          label={`Page of ${of}`}
          value={content.html}
          onChange={(text) => onChange?.({ html: text })}
        />
      </TabPanel>
    </Tabs>
  );
}
