"use client";

import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Screen } from "#domain/screen.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { sameSettings } from "#domain/screen-settings.ts";
import { formatCount } from "#lib/format/number.ts";
import { lineChanges } from "./line-changes.ts";

interface PublishDialogProps {
  screen: Screen;
  /** As it stands in the editor, saved or not. */
  content: ScreenContent;
  dirty: boolean;
  pending: boolean;
  error: string | undefined;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says what publishing changes, and for whom, before it does. */
export function PublishDialog({ screen, content, dirty, pending, error, onConfirm, onClose }: PublishDialogProps) {
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
      confirmLabel={dirty ? "Save and publish" : "Publish"}
      pending={pending}
      error={error}
      onConfirm={onConfirm}
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
    </ConfirmDialog>
  );
}
