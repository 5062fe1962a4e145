import { afterAll, describe, expect, it } from "vitest";
import { NEED_FACTS } from "#domain/screen-needs.ts";
import { SCREEN_LIBRARIES } from "#domain/screen-settings.ts";
import { handler, runScreen, type ScreenOptions } from "../../fixtures/run-screen.ts";
import { createIsolateSandbox } from "./index.ts";

const PATIENT = { timeout: 60_000 };
const sandbox = createIsolateSandbox({ size: 1, now: () => 0 });
afterAll(() => sandbox.close());

const run = async (code: string, options?: ScreenOptions) => (await runScreen(sandbox, code, options)).outcome;

describe("libraries", () => {
  it("are there when the screen asks for them", PATIENT, async () => {
    const body = `return [
      _.chunk([1, 2, 3], 2), moment.utc(0).format('YYYY'), dayjs(0).toISOString(),
      Handlebars.compile('{{#each a}}<b>{{this}}</b>{{/each}}')({ a: ['<'] })]`;
    // Twice: the second time from what was compiled the first time.
    for (let time = 0; time < 2; time++) {
      expect(await run(handler(body), { libraries: SCREEN_LIBRARIES })).toMatchObject({
        status: "completed",
        resultJson: '[[[1,2],[3]],"1970","1970-01-01T00:00:00.000Z","<b>&lt;</b>"]',
      });
    }
  });

  it("leave nothing in a screen that did not ask", PATIENT, async () => {
    await run(handler("_.mixin({ leak: () => 1 })"), { libraries: ["lodash"] });
    const names = JSON.stringify(Object.values(NEED_FACTS).flatMap(({ globals }) => globals));
    expect(await run(handler(`return ${names}.filter((name) => name in globalThis)`))).toMatchObject({
      resultJson: "[]",
    });
    expect(await run(handler("return typeof _.leak"), { libraries: ["lodash"] })).toMatchObject({
      resultJson: '"undefined"',
    });
  });

  it("leave the builder's own line in an error that they pass on", PATIENT, async () => {
    expect(await run(handler("\n_.map([1], () => null.x)"), { libraries: ["lodash"] })).toMatchObject({
      error: { name: "TypeError", line: 3, stack: expect.not.stringContaining("lodash") },
    });
  });
});

describe("the page", () => {
  const page = (code: string, html = "", call?: ScreenOptions["call"]) =>
    run(code, { dom: true, html, ...(call && { call }) });

  it("is the screen's own markup, for document and jQuery alike", PATIENT, async () => {
    const outcome = await page(
      handler(`
        $('<li>').text('three').appendTo('#list');
        $('#list li').first().hide();
        return {
          items: $('#list li').map((_, item) => $(item).text()).get(),
          shown: $('#list li:visible').length,
          title: document.title,
          color: $('#list').css('color'),
          html: document.querySelector('p').outerHTML,
          same: [window === globalThis, window.document === document, document.defaultView === window, jQuery === $],
          piece: new DOMParser().parseFromString('<p>one</p><p>two</p>', 'text/html').body.textContent,
          parsed: new DOMParser().parseFromString('<rss><item>a</item></rss>', 'text/xml').querySelector('item').textContent,
        };`),
      `<!doctype html><html><head><title>Mine</title></head><body>
        <ul id="list" style="color: red"><li>one</li><li>two</li></ul><p data-x="1">text</p></body></html>`,
    );
    expect(outcome.status === "completed" && JSON.parse(outcome.resultJson)).toEqual({
      items: ["one", "two", "three"],
      shown: 2,
      title: "Mine",
      color: "red",
      html: '<p data-x="1">text</p>',
      same: [true, true, true, true],
      piece: "onetwo",
      parsed: "a",
    });
  });

  it.each([
    ["nothing", "", 0],
    ["a fragment", "<i></i><i></i>", 2],
    ["a body", "<body class=x><i></i></body>", 1],
  ])("is whole when the markup is %s", PATIENT, async (_title, html, count) => {
    expect(
      await page(handler("return [document.head !== null, document.body.querySelectorAll('i').length]"), html),
    ).toMatchObject({ resultJson: `[true,${count}]` });
  });

  it("tells whoever waits when the screen's code has run, before the handler is called", PATIENT, async () => {
    const outcome = await page(`
      const seen = [document.readyState];
      document.addEventListener('DOMContentLoaded', () => seen.push('content ' + document.readyState));
      window.addEventListener('load', () => seen.push('load ' + document.readyState));
      $(() => Fliplet.Page.onRemoteExecution(() => seen));`);
    expect(outcome).toMatchObject({ resultJson: '["loading","content interactive","load complete"]' });
  });

  it("runs no script of its markup and loads nothing", PATIENT, async () => {
    const asked: string[] = [];
    const outcome = await page(
      handler(`
        document.body.append(Object.assign(document.createElement('script'), { src: 'https://a.test/x.js' }));
        document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.ran = 2' }));
        await new Promise((resolve) => setTimeout(resolve, 5));
        return typeof ran`),
      `<script>globalThis.ran = 1</script><script src="https://a.test/y.js"></script><img src="https://a.test/z.png" onerror="ran = 3">`,
      async (capability) => {
        asked.push(capability);
        return "null";
      },
    );
    expect([outcome, asked]).toMatchObject([{ resultJson: '"undefined"' }, []]);
  });

  it("lets jQuery ask the network through fetch", PATIENT, async () => {
    const asked: unknown[] = [];
    const outcome = await page(
      handler(`
        const found = await $.getJSON('https://a.test/x', { q: 1 });
        const failed = await new Promise((resolve) =>
          $.ajax({ url: 'https://a.test/y', method: 'POST', data: { a: 1 } }).fail((request) => resolve(request.status)));
        return [found, failed]`),
      "",
      async (_capability, argsJson) => {
        const { url, method, bodyBase64 } = JSON.parse(argsJson);
        asked.push([method, url, bodyBase64 && atob(bodyBase64)]);
        const status = method === "GET" ? 200 : 500;
        return JSON.stringify({ url, status, statusText: "", redirected: false, headers: [], bodyBase64: btoa("[1]") });
      },
    );
    expect([outcome, asked]).toMatchObject([
      { resultJson: "[[1],500]" },
      [
        ["GET", "https://a.test/x?q=1", null],
        ["POST", "https://a.test/y", "a=1"],
      ],
    ]);
  });
});

describe("what a screen lacks", () => {
  it.each([
    ["_.map([])", "lodash"],
    ["moment()", "moment"],
    ["dayjs()", "dayjs"],
    ["Handlebars.compile('')", "handlebars"],
    ["$('#a')", "dom"],
    ["window.document.querySelector('a')", "dom"],
    ["window.$('a')", "dom"],
  ])("is told of %s", PATIENT, async (body, need) => {
    expect(await run(handler(body))).toMatchObject({
      status: "failed",
      error: { needs: need, message: expect.stringContaining("in its settings."), line: 2 },
    });
  });

  it("is not told of what it has, or of another name", PATIENT, async () => {
    for (const [body, options] of [
      ["delete globalThis._; _.map([])", { libraries: ["lodash"] as const }],
      ["nope()", {}],
      ["undefined.x", {}],
    ] as const) {
      const outcome = await run(handler(body), options);
      expect(outcome).toMatchObject({ status: "failed", error: { message: expect.not.stringContaining("settings") } });
      expect(outcome).not.toHaveProperty("error.needs");
    }
  });
});
