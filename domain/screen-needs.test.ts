import { describe, expect, it } from "vitest";
import { missingNeed, withNeedOn } from "./screen-needs.ts";
import { SCREEN_SETTINGS_DEFAULT } from "./screen-settings.ts";

const typeError = (message: string, line?: number, column?: number) => ({
  name: "TypeError",
  message,
  ...(line !== undefined && { line }),
  ...(column !== undefined && { column }),
});

describe("missingNeed", () => {
  it.each([
    ["_", "lodash"],
    ["jQuery", "dom"],
    ["documents", null],
    ["constructor", null],
  ])("reads the global %s off V8's message", (name, need) => {
    expect(missingNeed({ name: "ReferenceError", message: `${name} is not defined` }, "")).toBe(need);
  });

  it("reads a function of window, and only of window", () => {
    expect(missingNeed(typeError("window.jQuery is not a function"), "")).toBe("dom");
    expect(missingNeed(typeError("thing.$ is not a function"), "")).toBeNull();
  });

  it("looks at the code where the message does not say whose member was read", () => {
    const message = "Cannot read properties of undefined (reading 'body')";
    expect(missingNeed(typeError(message, 2, 17), "\nself.document . body")).toBe("dom");
    expect(missingNeed(typeError(message, 1, 12), "my.document.body")).toBeNull();
    expect(missingNeed(typeError(message, 9, 1), "one line")).toBeNull();
  });

  it("does not believe an error of another kind", () => {
    expect(missingNeed({ name: "Error", message: "_ is not defined" }, "")).toBeNull();
  });
});

describe("withNeedOn", () => {
  it("switches on one thing and keeps the order of the libraries", () => {
    const settings = withNeedOn(withNeedOn(SCREEN_SETTINGS_DEFAULT, "moment"), "lodash");
    expect(settings).toEqual({ ...SCREEN_SETTINGS_DEFAULT, libraries: ["lodash", "moment"] });
    expect(withNeedOn(settings, "lodash")).toEqual(settings);
    expect(withNeedOn(settings, "dom")).toEqual({ ...settings, dom: true });
  });
});
