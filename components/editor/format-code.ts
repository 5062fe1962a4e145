import type { EditorView } from "@codemirror/view";

export type FormatOutcome = { ok: true } | { ok: false; message: string };

/**
 * Writes the code as Prettier would, as one step that can be undone, the cursor staying where it was in the text. The
 * formatter is fetched when it is first asked for. Code that cannot be read stays as it is.
 */
export async function formatCode(view: EditorView, language: "javascript" | "html"): Promise<FormatOutcome> {
  const [{ formatWithCursor }, ...plugins] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/babel"),
    import("prettier/plugins/estree"),
    ...(language === "html" ? [import("prettier/plugins/html"), import("prettier/plugins/postcss")] : []),
  ]);
  const { doc, selection } = view.state;
  const before = doc.toString();
  try {
    const { formatted, cursorOffset } = await formatWithCursor(before, {
      parser: language === "html" ? "html" : "babel",
      plugins: plugins.map((plugin) => plugin.default ?? plugin),
      cursorOffset: selection.main.head,
      printWidth: 100,
      singleQuote: true,
    });
    // Typed in meanwhile: what was formatted is not what stands there any more.
    if (view.state.doc !== doc || formatted === before) return { ok: true };
    view.dispatch({
      changes: { from: 0, to: before.length, insert: formatted },
      selection: { anchor: Math.max(0, Math.min(cursorOffset, formatted.length)) },
      scrollIntoView: true,
      userEvent: "input.format",
    });
    return { ok: true };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { ok: false, message };
  }
}
