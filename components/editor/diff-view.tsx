"use client";

import { javascript } from "@codemirror/lang-javascript";
import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { diffTheme, editorTheme } from "./editor-theme.ts";

export interface DiffViewProps {
  before: { label: string; text: string };
  after: { label: string; text: string };
  language?: "javascript" | "html";
}

/** Below this width two texts side by side cannot be read, px. */
const SIDE_BY_SIDE_PX = 720;

const COLLAPSE = { margin: 3, minSize: 6 };

/** Two texts and what differs: side by side where there is room, else one under the other. What is alike is folded away. */
export function DiffView({ before, after, language = "javascript" }: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const parent = host.current;
    const shown = (label: string): Extension => [
      lineNumbers(),
      language === "javascript" ? javascript() : [],
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      editorTheme,
      diffTheme,
    ];
    const view =
      parent.clientWidth >= SIDE_BY_SIDE_PX
        ? new MergeView({
            parent,
            a: { doc: before.text, extensions: shown(before.label) },
            b: { doc: after.text, extensions: shown(after.label) },
            collapseUnchanged: COLLAPSE,
          })
        : new EditorView({
            parent,
            doc: after.text,
            extensions: [
              shown(`${before.label} and ${after.label}`),
              unifiedMergeView({ original: before.text, mergeControls: false, collapseUnchanged: COLLAPSE }),
            ],
          });
    return () => view.destroy();
  }, [before.label, before.text, after.label, after.text, language]);
  return <div ref={host} className="h-full min-h-0 overflow-auto [&_.cm-mergeView]:min-h-full" />;
}
