/** Libraries that a screen may ask for; each is loaded only where it is asked for. */
export const SCREEN_LIBRARIES = ["lodash", "moment", "dayjs", "handlebars"] as const;
export type ScreenLibrary = (typeof SCREEN_LIBRARIES)[number];

/** `isolate`: a V8 isolate, milliseconds. `browser`: a headless Chromium, about a second, for layout and canvas. */
export const SCREEN_ENGINES = ["isolate", "browser"] as const;
export type ScreenEngine = (typeof SCREEN_ENGINES)[number];

/**
 * What a run calls. `handler`: the function that the code gives to `Fliplet.Page.onRemoteExecution`. `execute`: the
 * function of that name, as actions have it, which gets `{ payload }`.
 */
export const SCREEN_ENTRIES = ["handler", "execute"] as const;
export type ScreenEntry = (typeof SCREEN_ENTRIES)[number];

/** What the code of a screen needs around it; part of the version. */
export interface ScreenSettings {
  libraries: ScreenLibrary[];
  /** `document`, `window` and `$` on the isolate engine. */
  dom: boolean;
  engine: ScreenEngine;
  entry: ScreenEntry;
}

export const SCREEN_SETTINGS_DEFAULT: ScreenSettings = {
  libraries: [],
  dom: false,
  engine: "isolate",
  entry: "handler",
};

/** What a version holds. */
export interface ScreenContent {
  code: string;
  /** The page's markup, for screens that touch it. */
  html: string;
  settings: ScreenSettings;
}

/** Every setting: those given, the rest as they are on a new screen. */
export const completeSettings = (settings: Partial<ScreenSettings>): ScreenSettings => ({
  ...SCREEN_SETTINGS_DEFAULT,
  ...settings,
});

/** Only what differs from a new screen, as it is stored. */
export function sparseSettings({ libraries, dom, engine, entry }: ScreenSettings): Partial<ScreenSettings> {
  return {
    ...(libraries.length > 0 && { libraries }),
    ...(dom && { dom }),
    ...(engine !== SCREEN_SETTINGS_DEFAULT.engine && { engine }),
    ...(entry !== SCREEN_SETTINGS_DEFAULT.entry && { entry }),
  };
}

export const sameSettings = (one: ScreenSettings, other: ScreenSettings): boolean =>
  JSON.stringify(sparseSettings(one)) === JSON.stringify(sparseSettings(other));

/** Whether two contents would run alike. */
export const sameContent = (one: ScreenContent, other: ScreenContent): boolean =>
  one.code === other.code && one.html === other.html && sameSettings(one.settings, other.settings);

/**
 * What starts an action: one line after the code, so that the lines of errors are the builder's own. A run without a
 * payload gives it an empty object.
 */
const CALL_EXECUTE = `
;if (typeof execute !== "function") throw new Error("This code defines no function named execute. Write: async function execute(context) { … }"); Fliplet.Page.onRemoteExecution(function (payload) { return execute({ payload: payload ?? {} }); });`;

/** The code as the sandbox runs it. */
export const codeToRun = ({ code, settings }: Pick<ScreenContent, "code" | "settings">): string =>
  settings.entry === "execute" ? code + CALL_EXECUTE : code;
