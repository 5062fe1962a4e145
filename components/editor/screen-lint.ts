import { ensureSyntaxTree } from "@codemirror/language";
import type { Diagnostic } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import type { ScreenEntry } from "#domain/screen-settings.ts";

const HANDLER = "Fliplet.Page.onRemoteExecution";
const ERRORS_SHOWN = 5;

/** How long one look may parse, ms; code that takes longer is looked at when it is typed in next. */
const PARSE_MS = 1_000;

// The editor parses bit by bit: where it has got to looks like an error, and a handler further down like none.
const wholeTree = (state: EditorState) => ensureSyntaxTree(state, state.doc.length, PARSE_MS);

/** Where the code cannot be read. */
export function syntaxFindings(state: EditorState): Diagnostic[] {
  const found: Diagnostic[] = [];
  wholeTree(state)?.iterate({
    enter(node) {
      if (!node.type.isError || found.length >= ERRORS_SHOWN) return;
      const { from } = node;
      const to = Math.min(Math.max(node.to, from + 1), state.doc.length);
      const near = state.sliceDoc(from, Math.min(from + 20, state.doc.lineAt(from).to)).trim();
      found.push({
        from: Math.min(from, to),
        to,
        severity: "error",
        message: near ? `Syntax error: "${near}" was not expected here.` : "Syntax error: something is missing here.",
      });
    },
  });
  return found;
}

/** The absence of what a run calls: without it there is nothing that a task could run. */
export function handlerFindings(state: EditorState, entry: ScreenEntry): Diagnostic[] {
  const tree = wholeTree(state);
  if (!tree || state.doc.length === 0) return [];
  let isFound = false;
  tree.iterate({
    enter(node) {
      if (entry === "execute") {
        isFound ||= node.name === "VariableDefinition" && state.sliceDoc(node.from, node.to) === "execute";
      } else if (node.name === "CallExpression") {
        const callee = node.node.firstChild;
        if (callee && state.sliceDoc(callee.from, callee.to).replaceAll(/\s/g, "") === HANDLER) isFound = true;
      }
    },
  });
  if (isFound) return [];
  return [
    {
      from: 0,
      to: state.doc.line(1).to,
      severity: "warning",
      message:
        entry === "execute"
          ? "Nothing to run: this is the code of an action, which defines async function execute(context) { … }."
          : `No handler: call ${HANDLER}(function (payload) { … }), or a task has nothing to run.`,
    },
  ];
}
