import { SCREEN_LIBRARIES, type ScreenLibrary, type ScreenSettings } from "./screen-settings.ts";

/** Something that a screen has only when its settings switch it on. */
export type ScreenNeed = ScreenLibrary | "dom";

export const SCREEN_NEEDS: readonly ScreenNeed[] = [...SCREEN_LIBRARIES, "dom"];

/** How each is called, and the globals that it brings: the first is the one it is known by. */
export const NEED_FACTS: Record<ScreenNeed, { label: string; globals: readonly string[] }> = {
  lodash: { label: "lodash", globals: ["_"] },
  moment: { label: "Moment.js", globals: ["moment"] },
  dayjs: { label: "Day.js", globals: ["dayjs"] },
  handlebars: { label: "Handlebars", globals: ["Handlebars"] },
  dom: {
    label: "the page",
    globals: [
      "document",
      "$",
      "jQuery",
      "DOMParser",
      "Document",
      "Node",
      "NodeList",
      "Element",
      "HTMLElement",
      "MutationObserver",
      "Image",
      "getComputedStyle",
      "location",
      "navigator",
    ],
  },
};

/** The settings with one more thing switched on. */
export function withNeedOn(settings: ScreenSettings, need: ScreenNeed): ScreenSettings {
  if (need === "dom") return { ...settings, dom: true };
  return { ...settings, libraries: SCREEN_LIBRARIES.filter((one) => one === need || settings.libraries.includes(one)) };
}

const needOf = (global: string | undefined): ScreenNeed | null =>
  SCREEN_NEEDS.find((need) => global !== undefined && NEED_FACTS[need].globals.includes(global)) ?? null;

/**
 * What the code lacked when it failed with this error, null when it was something else. V8 names a missing global, and
 * a missing function of `window`; for a member of one that is missing, the code before the place of the error tells.
 */
export function missingNeed(
  error: { name: string; message: string; line?: number; column?: number },
  code: string,
): ScreenNeed | null {
  if (error.name === "ReferenceError") return needOf(/^([\w$]{1,40}) is not defined$/.exec(error.message)?.[1]);
  if (error.name !== "TypeError") return null;
  const called = /^(?:window|self|globalThis)\.([\w$]{1,40})(?:\.[\w$.]{1,80})? is not a (?:function|constructor)$/;
  const named = needOf(called.exec(error.message)?.[1]);
  if (named !== null || error.line === undefined || !error.message.startsWith("Cannot read properties of undefined")) {
    return named;
  }
  const before = (code.split("\n")[error.line - 1] ?? "").slice(0, Math.max(0, (error.column ?? 1) - 1));
  return needOf(/\b(?:window|self|globalThis)\.([\w$]{1,40})\s*[.[]\s*$/.exec(before.slice(-200))?.[1]);
}

/** What to do about it, for the end of the error's message. */
export function needAdvice(need: ScreenNeed): string {
  const { label, globals } = NEED_FACTS[need];
  return need === "dom"
    ? 'A screen gets document and $ only when it asks for them: switch on "This screen touches the page" in its settings.'
    : `${globals[0]} is ${label}, which a screen gets only when it asks for it: switch on "${label}" in its settings.`;
}
