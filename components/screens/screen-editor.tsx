"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FlaskConical, Rocket, Save } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import type { EditorHandle, EditorTarget } from "#components/editor/code-editor.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { UnsavedDialog } from "#components/ui/unsaved-dialog.tsx";
import type { Screen } from "#domain/screen.ts";
import { type ScreenNeed, withNeedOn } from "#domain/screen-needs.ts";
import { parsePayload } from "#lib/format/json.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useStoredText } from "#lib/use-stored-text.ts";
import { CodeToolbar } from "./code-toolbar.tsx";
import { ScreenMenu } from "./screen-menu.tsx";
import { ScreenSource } from "./screen-source.tsx";
import { ScreenTasks } from "./screen-tasks.tsx";
import { TestPanel } from "./test-panel.tsx";
import { useScreenEditing } from "./use-screen-editing.ts";
import { useTestRun } from "./use-test-run.ts";
import { VersionBadge } from "./version-badge.tsx";

const CasesPanel = dynamic(() => import("./cases-panel.tsx").then((module) => module.CasesPanel), { ssr: false });
const CompareDialog = dynamic(() => import("./compare-dialog.tsx").then((module) => module.CompareDialog), {
  ssr: false,
});
const PublishDialog = dynamic(() => import("./publish-dialog.tsx").then((module) => module.PublishDialog), {
  ssr: false,
});
const SettingsPanel = dynamic(() => import("./settings-panel.tsx").then((module) => module.SettingsPanel), {
  ssr: false,
});
const VersionsPanel = dynamic(() => import("./versions-panel.tsx").then((module) => module.VersionsPanel), {
  ssr: false,
});

/** Writing, trying and publishing one screen. */
export function ScreenEditor({ newest }: { newest: Screen }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const editing = useScreenEditing(newest);
  const { screen, content, dirty } = editing;
  const asked = useSearchParams();
  const lineAsked = Number(asked.get("line"));
  const [target, setTarget] = useState<EditorTarget | null>(lineAsked > 0 ? { line: lineAsked } : null);
  const [confirming, setConfirming] = useState(false);
  const [panel, setPanel] = useState(asked.get("panel") === "settings" ? "settings" : "test");
  const payload = useStoredText(`payload:screen:${screen.id}`);
  const parsed = parsePayload(payload.text);

  const handle = useRef<EditorHandle>(null);
  const [comparing, setComparing] = useState<"published" | "newest" | null>(null);
  const test = useTestRun();
  const runTest = (tested = content) => {
    setPanel("test");
    if (!parsed.ok || test.isRunning) return;
    setTarget(null);
    payload.remember();
    void test.start({
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
  const format = async () => {
    const formatted = await handle.current?.format();
    if (formatted && !formatted.ok) toast.error(`It cannot be formatted yet. ${formatted.message}`);
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
    // As high as the window, with what stands above the code taken off by itself.
    <div className="xl:flex xl:h-[calc(100dvh-6.5rem)] xl:min-h-[36rem] xl:flex-col">
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
            <Can to="screens.testRun">
              <Button
                className="max-sm:[&>svg]:hidden"
                onClick={() => runTest()}
                pending={test.isRunning}
                disabled={!parsed.ok}
                title="Ctrl or ⌘ + Enter"
              >
                <FlaskConical aria-hidden /> Test run
              </Button>
            </Can>
            <Can to="screens.saveDraft">
              <Button
                className="max-sm:[&>svg]:hidden"
                onClick={editing.save}
                pending={editing.saving}
                disabled={!dirty}
                title="Ctrl or ⌘ + S"
              >
                <Save aria-hidden /> Save draft
              </Button>
            </Can>
            <Can to="screens.publish">
              <Button
                variant="primary"
                className="max-sm:[&>svg]:hidden"
                disabled={!dirty && screen.publishedVersion === screen.draftVersion}
                onClick={() => setConfirming(true)}
              >
                <Rocket aria-hidden /> Publish
              </Button>
            </Can>
            <ScreenMenu screen={screen} onRenamed={editing.rename} />
          </>
        }
      />
      {editing.conflict ? (
        <Notice tone="warn" className="mb-4">
          <p>{editing.conflict}</p>
          <p className="mt-1">
            Copy what you want to keep, then load the newest draft. Or save yours over it: it stays among the versions.
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            {newest.draftVersion > screen.draftVersion && (
              <Button size="sm" onClick={() => setComparing("newest")}>
                Compare the two
              </Button>
            )}
            <Button size="sm" onClick={loadNewest}>
              Load the newest draft
            </Button>
            {newest.draftVersion > screen.draftVersion && (
              <Button size="sm" onClick={editing.saveOver}>
                Save over it
              </Button>
            )}
          </div>
        </Notice>
      ) : (
        editing.saveError && (
          <Notice tone="bad" className="mb-4">
            {editing.saveError.message}
          </Notice>
        )
      )}
      <ScreenTasks screen={screen} />
      <div className="grid gap-4 xl:min-h-0 xl:flex-1 xl:grid-cols-[minmax(0,3fr)_minmax(22rem,2fr)] xl:grid-rows-[minmax(0,1fr)]">
        <section
          aria-label="Code"
          className="panel flex h-[60dvh] min-h-80 flex-col overflow-hidden xl:h-auto xl:min-h-0"
        >
          <CodeToolbar
            onFormat={() => void format()}
            onCompare={screen.publishedCode === null ? null : () => setComparing("published")}
          />
          <div className="min-h-0 flex-1">
            <ScreenSource
              of={screen.name}
              content={content}
              onChange={editing.change}
              onSave={editing.save}
              onRun={() => runTest()}
              onFormat={() => void format()}
              handle={handle}
              target={target}
            />
          </div>
        </section>
        <section aria-label="Test and versions" className="panel min-w-0 overflow-y-auto">
          <Tabs value={panel} onValueChange={setPanel}>
            <TabList label="Beside the code" className="sticky top-0 z-10 bg-surface px-2">
              <Tab value="test">Test run</Tab>
              <Tab value="cases">Cases</Tab>
              <Tab value="settings">Settings</Tab>
              <Tab value="versions">Versions</Tab>
            </TabList>
            <TabPanel value="test" className="space-y-4 p-4">
              <TestPanel
                screen={screen}
                payload={payload.text}
                onPayload={payload.setText}
                test={test}
                onRun={() => runTest()}
                onGoTo={(line, column) => setTarget({ line, column })}
                onSwitchOn={switchOn}
              />
            </TabPanel>
            <TabPanel value="cases" className="p-4">
              <CasesPanel
                screen={screen}
                content={content}
                onRule={editing.setPublishRule}
                onUse={(text) => {
                  payload.setText(text);
                  setPanel("test");
                }}
              />
            </TabPanel>
            <TabPanel value="settings" className="p-4">
              <SettingsPanel settings={content.settings} onChange={(settings) => editing.change({ settings })} />
            </TabPanel>
            <TabPanel value="versions">
              <VersionsPanel editing={editing} />
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
          error={editing.publishError}
          onPublish={editing.publish}
          onClose={() => {
            setConfirming(false);
            editing.forgetPublish();
          }}
        />
      )}
      {comparing && (
        <CompareDialog
          before={
            comparing === "newest"
              ? { label: `Newest, version ${newest.draftVersion}`, content: newest }
              : {
                  label: `Published, version ${screen.publishedVersion}`,
                  content: { code: screen.publishedCode ?? "", html: screen.publishedHtml ?? "" },
                }
          }
          after={{ label: dirty ? "Draft, not saved" : `Draft, version ${screen.draftVersion}`, content }}
          onClose={() => setComparing(null)}
        />
      )}
      <UnsavedDialog dirty={dirty} what="this screen" />
    </div>
  );
}
