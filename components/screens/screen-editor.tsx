"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical, Rocket, Save } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { EditorTarget } from "#components/editor/code-editor.tsx";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { PayloadEditor } from "#components/ui/payload-editor.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { UnsavedDialog } from "#components/ui/unsaved-dialog.tsx";
import type { Screen } from "#domain/screen.ts";
import { type ScreenNeed, withNeedOn } from "#domain/screen-needs.ts";
import { parsePayload } from "#lib/format/json.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useStoredText } from "#lib/use-stored-text.ts";
import { PublishDialog } from "./publish-dialog.tsx";
import { ScreenMenu } from "./screen-menu.tsx";
import { ScreenSource } from "./screen-source.tsx";
import { ScreenTasks } from "./screen-tasks.tsx";
import { SettingsPanel } from "./settings-panel.tsx";
import { TestOutput } from "./test-output.tsx";
import { useScreenEditing } from "./use-screen-editing.ts";
import { VersionBadge } from "./version-badge.tsx";
import { VersionsPanel } from "./versions-panel.tsx";

/** Writing, trying and publishing one screen. */
export function ScreenEditor({ initial }: { initial: Screen }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const editing = useScreenEditing(initial);
  const { screen, content, dirty } = editing;
  const asked = useSearchParams();
  const lineAsked = Number(asked.get("line"));
  const [target, setTarget] = useState<EditorTarget | null>(lineAsked > 0 ? { line: lineAsked } : null);
  const [confirming, setConfirming] = useState(false);
  const [panel, setPanel] = useState(asked.get("panel") === "settings" ? "settings" : "test");
  const payload = useStoredText(`payload:screen:${screen.id}`);
  const parsed = parsePayload(payload.text);

  const test = useMutation(trpc.screens.testRun.mutationOptions());
  const runTest = (tested = content) => {
    setPanel("test");
    if (!parsed.ok || test.isPending) return;
    setTarget(null);
    payload.remember();
    test.mutate({
      appId: screen.appId,
      id: screen.id,
      ...tested,
      ...(parsed.value === undefined ? {} : { payload: parsed.value }),
    });
  };
  const switchOn = (need: ScreenNeed) => {
    const settings = withNeedOn(content.settings, need);
    editing.change({ settings });
    runTest({ ...content, settings });
  };
  const loadNewest = async () => {
    editing.adopt(
      await queryClient.fetchQuery({
        ...trpc.screens.get.queryOptions({ appId: screen.appId, id: screen.id }),
        staleTime: 0,
      }),
    );
  };

  return (
    <>
      <PageHeader
        title={screen.name}
        badges={
          <>
            <VersionBadge screen={screen} />
            <span role="status" className="text-[0.8125rem] text-faint">
              {editing.saving ? "Saving…" : dirty ? "Not saved" : `Draft version ${screen.draftVersion}`}
            </span>
          </>
        }
        actions={
          <>
            <Button
              className="max-sm:[&>svg]:hidden"
              onClick={() => runTest()}
              pending={test.isPending}
              disabled={!parsed.ok}
              title="Ctrl or ⌘ + Enter"
            >
              <FlaskConical aria-hidden /> Test run
            </Button>
            <Button
              className="max-sm:[&>svg]:hidden"
              onClick={editing.save}
              pending={editing.saving}
              disabled={!dirty}
              title="Ctrl or ⌘ + S"
            >
              <Save aria-hidden /> Save draft
            </Button>
            <Button
              variant="primary"
              className="max-sm:[&>svg]:hidden"
              disabled={!dirty && screen.publishedVersion === screen.draftVersion}
              onClick={() => setConfirming(true)}
            >
              <Rocket aria-hidden /> Publish
            </Button>
            <ScreenMenu screen={screen} onRenamed={(renamed) => editing.adopt(renamed)} />
          </>
        }
      />
      {editing.conflict ? (
        <Notice tone="warn" className="mb-4">
          <p>{editing.conflict}</p>
          <p className="mt-1">Copy what you want to keep, then load the newest draft.</p>
          <Button size="sm" className="mt-2" onClick={loadNewest}>
            Load the newest draft
          </Button>
        </Notice>
      ) : (
        editing.saveError && (
          <Notice tone="bad" className="mb-4">
            {editing.saveError.message}
          </Notice>
        )
      )}
      <ScreenTasks screen={screen} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(22rem,2fr)]">
        <section aria-label="Code" className="panel h-[60dvh] min-h-80 overflow-hidden xl:h-[calc(100dvh-11.5rem)]">
          <ScreenSource
            of={screen.name}
            content={content}
            onChange={editing.change}
            onSave={editing.save}
            onRun={() => runTest()}
            target={target}
          />
        </section>
        <section aria-label="Test and versions" className="panel min-w-0 overflow-y-auto xl:h-[calc(100dvh-11.5rem)]">
          <Tabs value={panel} onValueChange={setPanel}>
            <TabList label="Beside the code" className="sticky top-0 z-10 bg-surface px-2">
              <Tab value="test">Test run</Tab>
              <Tab value="settings">Settings</Tab>
              <Tab value="versions">Versions</Tab>
            </TabList>
            <TabPanel value="test" className="space-y-4 p-4">
              <PayloadEditor
                label="Test payload (JSON)"
                rows={4}
                value={payload.text}
                onChange={payload.setText}
                onSubmit={() => runTest()}
              />
              {test.error && <FieldError>{test.error.message}</FieldError>}
              {test.data ? (
                <TestOutput
                  outcome={test.data}
                  onGoTo={(line, column) => setTarget({ line, column })}
                  onSwitchOn={switchOn}
                />
              ) : (
                <p className="text-soft">
                  {test.isPending
                    ? "Running…"
                    : "A test runs the code as it stands in the editor, saved or not. It leaves no run behind, but what it does to data is real."}
                </p>
              )}
            </TabPanel>
            <TabPanel value="settings" className="p-4">
              <SettingsPanel settings={content.settings} onChange={(settings) => editing.change({ settings })} />
            </TabPanel>
            <TabPanel value="versions">
              <VersionsPanel screen={screen} dirty={dirty} onRestored={editing.adopt} />
            </TabPanel>
          </Tabs>
        </section>
      </div>
      {confirming && (
        <PublishDialog
          screen={screen}
          content={content}
          dirty={dirty}
          pending={editing.publishing}
          error={editing.publishError?.message ?? editing.saveError?.message}
          onConfirm={async () => (await editing.publish()) && setConfirming(false)}
          onClose={() => setConfirming(false)}
        />
      )}
      <UnsavedDialog dirty={dirty} what="this screen" />
    </>
  );
}
