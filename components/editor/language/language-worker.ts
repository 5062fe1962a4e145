import type { LanguageReply, LanguageRequest, Questions } from "./protocol.ts";
import { createScreenLanguage, needsPage, type ScreenLanguage } from "./screen-language.ts";

/** The texts of the types by name, put in when the worker is bundled. */
declare const SCREEN_TYPES: Record<string, string>;

interface WorkerScope {
  onmessage: ((event: MessageEvent<LanguageRequest>) => void) | null;
  postMessage(reply: LanguageReply): void;
}

const scope = self as unknown as WorkerScope;
const files = new Map(Object.entries(SCREEN_TYPES));
const language = createScreenLanguage(files);

/** The types of a page are large, and few screens need them. */
let pageTypes: Promise<void> | undefined;

async function loadPageTypes(): Promise<void> {
  const response = await fetch("/language/page-types.json");
  if (!response.ok) throw new Error(`The types of a page could not be loaded: the server answered ${response.status}.`);
  const loaded = (await response.json()) as Record<string, string>;
  for (const [name, text] of Object.entries(loaded)) files.set(name, text);
}

/** One after the other: an answer belongs to the code that came with its question, or before it. */
let turn: Promise<void> = Promise.resolve();

scope.onmessage = ({ data }) => {
  turn = turn.then(() => answer(data)).catch((error) => scope.postMessage({ id: data.id, error: String(error) }));
};

async function answer({ id, code, settings, ask, args }: LanguageRequest): Promise<void> {
  if (settings) {
    if (needsPage(settings)) {
      pageTypes ??= loadPageTypes();
      await pageTypes;
    }
    language.setSettings(settings);
  }
  if (code !== undefined) language.setCode(code);
  const question = language[ask] as (this: ScreenLanguage, ...args: unknown[]) => ReturnType<Questions[typeof ask]>;
  scope.postMessage({ id, answer: question.apply(language, args) });
}

// The first look reads all the types: better now than under the first key.
language.setSettings({ libraries: [], dom: false, engine: "isolate", entry: "handler" });
language.findings();
scope.postMessage({ ready: true });
