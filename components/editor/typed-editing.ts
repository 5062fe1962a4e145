import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { javascriptLanguage } from "@codemirror/lang-javascript";
import { linter } from "@codemirror/lint";
import { type Extension, Facet, StateEffect } from "@codemirror/state";
import { type EditorView, hoverTooltip, ViewPlugin } from "@codemirror/view";
import { fliplet } from "./fliplet-completions.ts";
import { type LanguageClient, startLanguage } from "./language/language-client.ts";
import type { Explanation, LanguageSettings } from "./language/protocol.ts";
import { handlerFindings, syntaxFindings } from "./screen-lint.ts";

/** What the screen has switched on; asked anew each time, as it changes under the editor's hands. */
export const languageSettings = Facet.define<() => LanguageSettings, () => LanguageSettings>({
  combine: ([first]) => first ?? (() => NOTHING_ON),
});
const NOTHING_ON: LanguageSettings = { libraries: [], dom: false, engine: "isolate", entry: "handler" };

/** Says that what the types say may be another thing now: the code is looked at again. */
export const languageChanged = StateEffect.define<null>();

/** The editor's language worker: begins when the editor is there, and goes with it. */
const language = ViewPlugin.define<{ client: LanguageClient | null; destroy(): void }>((view) => {
  const client = typeof Worker === "undefined" ? null : startLanguage();
  void client?.ready.then(() => client.isReady && view.dispatch({ effects: languageChanged.of(null) }));
  return { client, destroy: () => client?.close() };
});

/** The worker when it can be asked, with what every question carries. */
function ready(view: EditorView) {
  const client = view.plugin(language)?.client;
  if (!client?.isReady) return null;
  const code = view.state.doc.toString();
  const settings = view.state.facet(languageSettings)();
  return { client, code, settings };
}

/** Completion by the types; by the list of what a screen may call until they are there, and where they have nothing. */
async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const view = context.view;
  const now = view ? ready(view) : null;
  if (!now) return fliplet(context);
  const word = context.matchBefore(/[\w$]+/);
  if (!word && !context.explicit && !context.matchBefore(/[.'"`]$/)) return null;
  const { client, code, settings } = now;
  const { pos } = context;
  const found = await client.ask(code, settings, "suggestions", pos).catch(() => null);
  if (found === null) return fliplet(context);
  if (found.length === 0) return null;
  return {
    from: word?.from ?? pos,
    validFor: /^[\w$]*$/,
    options: found.map(
      ({ label, kind, boost }): Completion => ({
        label,
        type: kind,
        boost,
        info: async () => {
          const more = await client.ask(code, settings, "suggestion", pos, label).catch(() => null);
          return more ? explain(more) : null;
        },
      }),
    ),
  };
}

const hover = hoverTooltip(async (view, pos) => {
  const now = ready(view);
  if (!now) return null;
  const found = await now.client.ask(now.code, now.settings, "hover", pos).catch(() => null);
  if (!found) return null;
  return { pos: found.from, end: found.to, above: true, create: () => ({ dom: explain(found) }) };
});

/** What something is, in the type's words, and under it what it is for. */
function explain({ signature, doc }: Explanation): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-explanation";
  const code = dom.appendChild(document.createElement("code"));
  code.textContent = signature;
  if (doc) dom.appendChild(document.createElement("p")).textContent = doc;
  return dom;
}

const lint = linter(
  async (view) => {
    const now = ready(view);
    const handler = handlerFindings(view.state, view.state.facet(languageSettings)().entry);
    if (!now) return [...syntaxFindings(view.state), ...handler];
    const typed = await now.client.ask(now.code, now.settings, "findings").catch(() => null);
    const { length } = view.state.doc;
    const inside = typed?.map((found) => ({
      ...found,
      from: Math.min(found.from, length),
      to: Math.min(found.to, length),
    }));
    return [...(inside ?? syntaxFindings(view.state)), ...handler];
  },
  {
    delay: 400,
    needsRefresh: ({ transactions }) =>
      transactions.some(({ effects }) => effects.some((effect) => effect.is(languageChanged))),
  },
);

/** Completion, hover words and lint for the code of a screen, checked against the types of what it may call. */
export const typedEditing: Extension = [language, javascriptLanguage.data.of({ autocomplete: complete }), hover, lint];
