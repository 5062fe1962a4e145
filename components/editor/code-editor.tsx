"use client";

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript, javascriptLanguage } from "@codemirror/lang-javascript";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { useEffect, useRef } from "react";
import { editorTheme } from "./editor-theme.ts";
import { failedLine, setFailedLine } from "./failed-line.ts";
import { fliplet } from "./fliplet-completions.ts";
import { screenLint } from "./screen-lint.ts";

/** A place to show; a new object shows it again. */
export interface EditorTarget {
  /** 1-based */
  line: number;
  column?: number | undefined;
}

export interface CodeEditorProps {
  value: string;
  label: string;
  /** Default JavaScript. HTML is plain text, with the same keys. */
  language?: "javascript" | "html";
  readOnly?: boolean;
  onChange?: (code: string) => void;
  onSave?: () => void;
  onRun?: () => void;
  /** The line that failed: marked, scrolled to, and given the cursor. */
  target?: EditorTarget | null;
}

const writing: Extension = [
  history(),
  closeBrackets(),
  indentOnInput(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
];

const writingScript: Extension = [
  autocompletion({ icons: false }),
  javascriptLanguage.data.of({ autocomplete: fliplet }),
  lintGutter(),
  screenLint,
];

/** A screen's code with line numbers, search, completion and lint, or its page. Escape, then Tab, leaves it by keyboard. */
export function CodeEditor({
  value,
  label,
  language = "javascript",
  readOnly = false,
  onChange,
  onSave,
  onRun,
  target,
}: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  // The editor lives longer than one render's functions.
  const handlers = useRef({ onChange, onSave, onRun });
  const initial = useRef(value);
  useEffect(() => {
    handlers.current = { onChange, onSave, onRun };
  });

  useEffect(() => {
    if (!host.current) return;
    const command = (key: string, name: "onSave" | "onRun") => ({
      key,
      preventDefault: true,
      run: () => {
        handlers.current[name]?.();
        return true;
      },
    });
    const commands = keymap.of([command("Mod-s", "onSave"), command("Mod-Enter", "onRun")]);
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: initial.current,
        extensions: [
          commands,
          lineNumbers(),
          foldGutter(),
          drawSelection(),
          bracketMatching(),
          highlightSelectionMatches(),
          language === "javascript" ? javascript() : EditorView.lineWrapping,
          failedLine,
          editorTheme,
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          readOnly ? EditorState.readOnly.of(true) : [writing, language === "javascript" ? writingScript : []],
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...lintKeymap,
            ...searchKeymap,
            ...foldKeymap,
            ...historyKeymap,
            ...defaultKeymap,
            indentWithTab,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) handlers.current.onChange?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label, language, readOnly]);

  useEffect(() => {
    initial.current = value;
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    if (!target || target.line > editor.state.doc.lines) {
      editor.dispatch({ effects: setFailedLine.of(null) });
      return;
    }
    const line = editor.state.doc.line(Math.max(1, target.line));
    const at = Math.min(line.from + Math.max(0, (target.column ?? 1) - 1), line.to);
    editor.dispatch({
      selection: { anchor: at },
      effects: [setFailedLine.of(target.line), EditorView.scrollIntoView(at, { y: "center" })],
    });
    editor.focus();
  }, [target]);

  return <div ref={host} className="h-full min-h-0 overflow-hidden [&_.cm-editor]:h-full" />;
}
