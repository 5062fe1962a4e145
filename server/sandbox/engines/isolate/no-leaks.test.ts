import { afterAll, describe, expect, it } from "vitest";
import { handler, runScreen } from "../../fixtures/run-screen.ts";
import { createIsolateSandbox } from "./index.ts";

const PATIENT = 60_000;
/** One child: whatever is left of a run, the next one has it in the same process. */
const sandbox = createIsolateSandbox({ size: 1, now: () => 0 });
afterAll(() => sandbox.close());

const LIBRARIES = ["lodash", "moment", "handlebars", "dayjs"] as const;
const NEEDS = { libraries: LIBRARIES, dom: true, html: "<p id=first>as it was</p>" };

/** Everything that a later run could notice. */
const LOOK = `
  const date = "2026-01-05T10:00:00Z";
  return {
    globals: Object.getOwnPropertyNames(globalThis).sort(),
    prototypes: [Object.prototype, Array.prototype, Promise.prototype, String.prototype].map((one) => Object.getOwnPropertyNames(one).sort()),
    natives: [Math.max(1, 2), JSON.stringify([1]), new Date(0).toISOString(), [3, 1].sort(), new Intl.NumberFormat("de").format(1234.5)],
    fliplet: [Object.keys(Fliplet).sort(), Fliplet.Env.get("leak"), typeof Fliplet.App.Tasks.run],
    lodash: [_.chunk([1, 2, 3], 2), _.templateSettings.evaluate.source, typeof _.leak, _.uniqueId()],
    moment: [moment.locale(), moment.utc(date).format("LLLL"), typeof moment.fn.leak],
    handlebars: [Handlebars.compile("{{#if a}}{{a}}{{/if}}")({ a: 1 }), Object.keys(Handlebars.helpers).sort(), Object.keys(Handlebars.partials)],
    dayjs: [dayjs.locale(), dayjs(date).format("D MMMM"), typeof dayjs.prototype.leak],
    page: [document.body.innerHTML, document.title, $("p").text(), typeof $.fn.leak, localStorageOf(), document.cookie ?? ""],
  };
  function localStorageOf() { try { return String(globalThis.localStorage?.getItem("leak") ?? "") } catch { return "" } }`;

const SPOIL = `
  globalThis.leak = "leak"; Fliplet.leak = 1; Fliplet.App.Tasks.run = null; Fliplet.Env.get = () => "leak";
  Object.prototype.leak = 1; Array.prototype.map = () => "leak"; Promise.prototype.leak = 1; String.prototype.trim = null;
  Math.max = () => 0; JSON.stringify = () => "leak"; Date.prototype.toISOString = () => "leak"; Intl.NumberFormat = null;
  _.chunk = null; _.mixin({ leak() {} }); _.templateSettings.evaluate = /leak/; _.uniqueId(); _.uniqueId();
  moment.fn.leak = 1; moment.updateLocale("en", { months: Array(12).fill("leak") });
  Handlebars.registerHelper("leak", () => "leak"); Handlebars.registerPartial("leak", "leak"); Handlebars.helpers.if = () => "leak";
  dayjs.prototype.leak = 1; dayjs.locale("leak", {}, false);
  document.body.innerHTML = "leak"; document.title = "leak"; document.cookie = "leak=1"; $.fn.leak = 1;
  try { globalThis.localStorage?.setItem("leak", "leak") } catch {}
  const late = () => { console.log("leak"); Fliplet.App.Tasks.get().catch(() => {}); };
  setInterval(late, 1); setTimeout(late, 30); queueMicrotask(late); new Promise(() => {}).then(late);
  fetch("http://public.test/").then(late, late);
  Promise.reject(new Error("leak"));`;

const calls: string[] = [];
const run = (body: string) =>
  runScreen(sandbox, handler(body), {
    ...NEEDS,
    call: async (capability) => {
      calls.push(capability);
      return "[]";
    },
  });

describe("the run after one that spoiled all it could reach", () => {
  it.each([
    ["completed", `${SPOIL} return 1`],
    ["failed", `${SPOIL} throw new Error("spoiled")`],
  ])("finds nothing of it in the same child (it %s)", { timeout: PATIENT }, async (status, spoil) => {
    const before = await run(LOOK);
    expect(before.outcome.status).toBe("completed");
    const spoiled = await run(spoil);
    expect(["completed", "failed"]).toContain(spoiled.outcome.status);
    expect(spoiled.outcome.status).toBe(status);

    calls.length = 0;
    const after = await run(`await new Promise((resolve) => setTimeout(resolve, 60));${LOOK}`);
    expect(after.outcome).toMatchObject({ resultJson: (before.outcome as { resultJson: string }).resultJson });
    expect(after.lines).toEqual([]);
    expect(calls).toEqual([]);
  });
});
