"use client";

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
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
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { SCREEN_SETTINGS_DEFAULT, type ScreenSettings } from "#domain/screen-settings.ts";
import { editorTheme } from "./editor-theme.ts";
import { failedLine, setFailedLine } from "./failed-line.ts";
import { type FormatOutcome, formatCode } from "./format-code.ts";
import { languageChanged, languageSettings, typedEditing } from "./typed-editing.ts";

/** A place to show; a new object shows it again. */
export interface EditorTarget {
  /** 1-based */
  line: number;
  column?: number | undefined;
}

/** What can be asked of an editor from outside. */
export interface EditorHandle {
  format(): Promise<FormatOutcome>;
}

export interface CodeEditorProps {
  value: string;
  label: string;
  /** Default JavaScript. HTML is plain text, with the same keys. */
  language?: "javascript" | "html";
  readOnly?: boolean;
  /** What the screen has switched on: what its code may name depends on it. */
  settings?: ScreenSettings;
  /** Shift-Alt-F. */
  onFormat?: () => void;
  handle?: Ref<EditorHandle>;
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

const writingScript: Extension = [autocompletion({ icons: false }), lintGutter(), typedEditing];

/** A screen's code with line numbers, search, completion and lint, or its page. Escape, then Tab, leaves it by keyboard. */
export function CodeEditor({
  value,
  label,
  language = "javascript",
  readOnly = false,
  onChange,
  onSave,
  onRun,
  onFormat,
  settings,
  handle,
  target,
}: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  // The editor lives longer than one render's functions.
  const handlers = useRef({ onChange, onSave, onRun, onFormat, settings });
  const initial = useRef(value);
  useEffect(() => {
    handlers.current = { onChange, onSave, onRun, onFormat, settings };
  });
  useImperativeHandle(handle, () => ({
    format: async () => (view.current ? formatCode(view.current, language) : { ok: true }),
  }));

  useEffect(() => {
    if (!host.current) return;
    const command = (key: string, name: "onSave" | "onRun" | "onFormat") => ({
      key,
      preventDefault: true,
      run: () => {
        handlers.current[name]?.();
        return true;
      },
    });
    const commands = keymap.of([
      command("Mod-s", "onSave"),
      command("Mod-Enter", "onRun"),
      command("Shift-Alt-f", "onFormat"),
    ]);
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
          languageSettings.of(() => handlers.current.settings ?? SCREEN_SETTINGS_DEFAULT),
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
    if (settings) view.current?.dispatch({ effects: languageChanged.of(null) });
  }, [settings]);

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
