"use client";

import { BookmarkPlus, Square } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { PayloadEditor } from "#components/ui/payload-editor.tsx";
import type { Screen } from "#domain/screen.ts";
import type { ScreenNeed } from "#domain/screen-needs.ts";
import { parsePayload } from "#lib/format/json.ts";
import { RecentPayloads } from "./recent-payloads.tsx";
import { SaveCaseDialog } from "./save-case-dialog.tsx";
import type { useTestRun } from "./use-test-run.ts";

const TestOutput = dynamic(() => import("./test-output.tsx").then((module) => module.TestOutput), { ssr: false });

interface TestPanelProps {
  screen: Screen;
  payload: string;
  onPayload: (text: string) => void;
  test: ReturnType<typeof useTestRun>;
  onRun: () => void;
  onGoTo: (line: number, column?: number) => void;
  onSwitchOn: (need: ScreenNeed) => void;
}

/** The payload to test with, and what the test does, as it does it. */
export function TestPanel({ screen, payload, onPayload, test, onRun, onGoTo, onSwitchOn }: TestPanelProps) {
  const [saving, setSaving] = useState(false);
  const parsed = parsePayload(payload);
  const hasBegun = test.isRunning || test.outcome !== null || test.lines.length > 0;
  return (
    <>
      <PayloadEditor label="Test payload (JSON)" rows={4} value={payload} onChange={onPayload} onSubmit={onRun} />
      <div className="flex flex-wrap gap-1">
        <RecentPayloads appId={screen.appId} screenId={screen.id} onPick={onPayload} />
        <Can to="screens.cases.save">
          <Button size="sm" variant="ghost" disabled={!parsed.ok} onClick={() => setSaving(true)}>
            <BookmarkPlus aria-hidden /> Save as case
          </Button>
        </Can>
        {test.isRunning && (
          <Button size="sm" className="ml-auto" onClick={test.stop}>
            <Square aria-hidden /> Stop
          </Button>
        )}
      </div>
      {test.error && <FieldError>{test.error}</FieldError>}
      {hasBegun ? (
        <TestOutput lines={test.lines} outcome={test.outcome} onGoTo={onGoTo} onSwitchOn={onSwitchOn} />
      ) : (
        <p className="text-soft">
          A test runs the code as it stands in the editor, saved or not. It leaves no run behind, but what it does to
          data is real.
        </p>
      )}
      {saving && parsed.ok && (
        <SaveCaseDialog
          appId={screen.appId}
          screenId={screen.id}
          payload={parsed.value}
          outcome={test.outcome}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}
