import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** Marks a line (1-based) as the one that failed; null takes the mark away. */
export const setFailedLine = StateEffect.define<number | null>();

const mark = Decoration.line({ class: "cm-failed-line" });

export const failedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setFailedLine)) continue;
      const { doc } = transaction.state;
      next =
        effect.value === null || effect.value < 1 || effect.value > doc.lines
          ? Decoration.none
          : Decoration.set([mark.range(doc.line(effect.value).from)]);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
