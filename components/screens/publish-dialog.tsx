"use client";

import { useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Screen } from "#domain/screen.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { sameSettings } from "#domain/screen-settings.ts";
import { formatCount } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { CaseList } from "./case-list.tsx";
import { lineChanges } from "./line-changes.ts";
import { useCaseRuns } from "./use-case-runs.ts";
import type { PublishWatch } from "./use-screen-editing.ts";

interface PublishDialogProps {
  screen: Screen;
  /** As it stands in the editor, saved or not. */
  content: ScreenContent;
  dirty: boolean;
  pending: boolean;
  error: unknown;
  /** Resolves to whether it is published. */
  onPublish: (watch: PublishWatch) => Promise<boolean>;
  onClose: () => void;
}

/** Says what publishing changes, and for whom, before it does; where cases decide, they are told as they run for it. */
export function PublishDialog({ screen, content, dirty, pending, error, onPublish, onClose }: PublishDialogProps) {
  const trpc = useTRPC();
  const ref = { appId: screen.appId, id: screen.id };
  const cases = useQuery(trpc.screens.cases.list.queryOptions(ref)).data ?? [];
  const runs = useCaseRuns(ref);
  const mustPass = screen.publishNeedsCases && cases.length > 0;
  const publish = async () => {
    const isPublished = await runs.watch((signal, onCase) => onPublish({ signal, onCase }));
    if (isPublished) onClose();
  };
  const failure = error ? errorInfo(error) : null;
  // Of the draft as it was saved; what is typed since then is judged when it is saved.
  const fault = dirty ? null : screen.syntaxError;
  const isRed = [...runs.outcomes.values()].some(({ passed }) => !passed);
  const { code, html, settings } = content;
  const { added, removed } = lineChanges(screen.publishedCode ?? "", code);
  const isPageNew = screen.publishedHtml !== null && screen.publishedHtml !== html;
  const isSettingNew = screen.publishedSettings !== null && !sameSettings(screen.publishedSettings, settings);
  const next = dirty ? screen.draftVersion + 1 : screen.draftVersion;
  return (
    <ConfirmDialog
      open
      tone="primary"
      onOpenChange={(open) => !open && onClose()}
      title={`Publish version ${next} of ${screen.name}?`}
      confirmLabel={mustPass ? "Run cases and publish" : dirty ? "Save and publish" : "Publish"}
      pending={pending}
      disabled={fault !== null}
      error={
        fault
          ? `The code cannot be read: ${fault.message}, in line ${fault.line}, column ${fault.column}. Mend it, then publish.`
          : // Which cases do not pass, and why, stands with them.
            failure && !(isRed && failure.status === "CASES_FAILED")
            ? failure.message
            : (runs.error ?? undefined)
      }
      onConfirm={() => void publish()}
    >
      <p>
        {screen.publishedVersion === null
          ? `It is the first published version, with ${formatCount(code.split("\n").length, "line")}.`
          : `It replaces version ${screen.publishedVersion}: ${formatCount(added, "line")} new or changed, ${formatCount(removed, "line")} gone.`}
      </p>
      {(isPageNew || isSettingNew) && (
        <p>{[isPageNew && "Its page changes.", isSettingNew && "Its settings change."].filter(Boolean).join(" ")}</p>
      )}
      <p>
        {screen.taskCount === 0
          ? "No task uses this screen yet."
          : `${formatCount(screen.taskCount, "task")} ${screen.taskCount === 1 ? "uses" : "use"} it, from the next run on. Runs under way finish with the version they started with.`}
      </p>
      {cases.length > 0 && (
        <section aria-label="Cases before publishing">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p role="status">
              {mustPass
                ? isRed
                  ? "A case does not pass: mend the code or the case first."
                  : "Its cases run first, and all must pass."
                : "Cases of this screen"}
            </p>
            {!mustPass && (
              <Button size="sm" pending={runs.isRunning} onClick={() => void runs.start(content)}>
                <ListChecks aria-hidden /> {runs.outcomes.size > 0 ? "Run again" : "Run all cases"}
              </Button>
            )}
          </div>
          <CaseList cases={cases} runs={runs} />
        </section>
      )}
    </ConfirmDialog>
  );
}
