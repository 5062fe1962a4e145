import { ensureSyntaxTree } from "@codemirror/language";
import { type Diagnostic, linter } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";

const HANDLER = "Fliplet.Page.onRemoteExecution";
const ERRORS_SHOWN = 5;

/** How long one look may parse, ms; code that takes longer is looked at when it is typed in next. */
const PARSE_MS = 1_000;

/** Syntax errors, and the absence of a handler: without one there is nothing that a task could run. */
function findings(state: EditorState): Diagnostic[] {
  // The editor parses bit by bit: where it has got to looks like an error, and a handler further down like none.
  const tree = ensureSyntaxTree(state, state.doc.length, PARSE_MS);
  if (!tree) return [];
  const found: Diagnostic[] = [];
  let hasHandler = false;
  tree.iterate({
    enter(node) {
      if (node.type.isError && found.length < ERRORS_SHOWN) {
        const { from } = node;
        const to = Math.min(Math.max(node.to, from + 1), state.doc.length);
        const near = state.sliceDoc(from, Math.min(from + 20, state.doc.lineAt(from).to)).trim();
        found.push({
          from: Math.min(from, to),
          to,
          severity: "error",
          message: near ? `Syntax error: "${near}" was not expected here.` : "Syntax error: something is missing here.",
        });
      }
      if (node.name === "CallExpression") {
        const callee = node.node.firstChild;
        if (callee && state.sliceDoc(callee.from, callee.to).replaceAll(/\s/g, "") === HANDLER) hasHandler = true;
      }
    },
  });
  if (!hasHandler && state.doc.length > 0) {
    found.push({
      from: 0,
      to: state.doc.line(1).to,
      severity: "warning",
      message: `No handler: call ${HANDLER}(function (payload) { … }), or a task has nothing to run.`,
    });
  }
  return found;
}

export const screenLint = linter((view) => findings(view.state), { delay: 400 });
