"use client";

import { useState } from "react";
import { LazyDiffView } from "#components/editor/lazy-diff-view.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Segments } from "#components/ui/segments.tsx";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { formatCount } from "#lib/format/number.ts";
import { lineChanges } from "./line-changes.ts";

export interface Side {
  label: string;
  content: Pick<ScreenContent, "code" | "html">;
}

interface CompareDialogProps {
  before: Side;
  after: Side;
  onClose: () => void;
}

const PARTS = [
  { value: "code", label: "Code" },
  { value: "html", label: "Page (HTML)" },
] as const;

/** Two states of a screen side by side, with what differs between them. */
export function CompareDialog({ before, after, onClose }: CompareDialogProps) {
  const [part, setPart] = useState<"code" | "html">("code");
  const { added, removed } = lineChanges(before.content[part], after.content[part]);
  const isSame = before.content[part] === after.content[part];
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${before.label} → ${after.label}`}
      description={
        isSame
          ? "Both are the same."
          : `${formatCount(added, "line")} new or changed, ${formatCount(removed, "line")} gone.`
      }
    >
      <div className="h-[60dvh] overflow-hidden rounded-lg border border-line">
        <LazyDiffView
          language={part === "code" ? "javascript" : "html"}
          before={{ label: before.label, text: before.content[part] }}
          after={{ label: after.label, text: after.content[part] }}
        />
      </div>
      {(before.content.html !== "" || after.content.html !== "") && (
        <Actions className="justify-start">
          <Segments label="Part" value={part} onChange={setPart} options={PARTS} />
        </Actions>
      )}
    </Dialog>
  );
}
