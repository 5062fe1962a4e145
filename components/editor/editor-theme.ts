import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const view = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--surface)", color: "var(--ink)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--accent)", paddingBlock: "10px" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--ink-faint)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent)",
    outline: "1px solid color-mix(in srgb, var(--accent) 50%, transparent)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--mark)" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-textfield": { backgroundColor: "var(--surface)", border: "1px solid var(--line-strong)", borderRadius: "5px" },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-strong)",
    borderRadius: "5px",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
  },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--ink)" },
  ".cm-completionInfo": { maxWidth: "22rem", padding: "8px 10px", fontFamily: "var(--font-sans)" },
  ".cm-explanation": { maxWidth: "min(34rem, 80vw)", fontFamily: "var(--font-sans)", fontSize: "12.5px" },
  ".cm-tooltip-hover .cm-explanation": { padding: "8px 10px" },
  ".cm-explanation code": { fontFamily: "var(--font-mono)", fontSize: "12px", whiteSpace: "pre-wrap" },
  ".cm-explanation p": { marginTop: "4px", color: "var(--ink-soft)", whiteSpace: "pre-wrap" },
  // No taller than its line, or the numbers would leave theirs.
  ".cm-gutter-lint .cm-gutterElement": { padding: "0 0.2em", display: "flex", alignItems: "center" },
  ".cm-gutter-lint .cm-lint-marker": { width: "0.9em", height: "0.9em" },
  ".cm-failed-line": { backgroundColor: "var(--bad-soft)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword, tags.moduleKeyword], color: "var(--ours)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--ok)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--heavy)" },
  { tag: [tags.comment], color: "var(--ink-faint)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--accent-ink)" },
  { tag: [tags.definition(tags.variableName), tags.className], color: "var(--info)" },
  { tag: [tags.invalid], color: "var(--bad)" },
]);

/** The editor in the studio's own colours, light and dark alike. */
export const editorTheme = [view, syntaxHighlighting(colours)];

/** What differs between two texts. */
export const diffTheme = EditorView.theme({
  "&": { height: "auto" },
  ".cm-changedLine": { backgroundColor: "color-mix(in srgb, var(--ok) 9%, transparent)" },
  ".cm-deletedChunk": { backgroundColor: "color-mix(in srgb, var(--bad) 9%, transparent)" },
  "&.cm-merge-a .cm-changedLine": { backgroundColor: "color-mix(in srgb, var(--bad) 9%, transparent)" },
  "&.cm-merge-b .cm-changedText, .cm-insertedLine .cm-changedText": {
    background: "color-mix(in srgb, var(--ok) 26%, transparent)",
  },
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": {
    background: "color-mix(in srgb, var(--bad) 26%, transparent)",
  },
  ".cm-collapsedLines": {
    background: "var(--sunken)",
    color: "var(--ink-soft)",
    padding: "3px 10px",
    fontFamily: "var(--font-sans)",
  },
  ".cm-changeGutter": { width: "3px" },
});
