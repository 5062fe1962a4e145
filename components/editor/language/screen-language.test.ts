import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { SCREEN_SETTINGS_DEFAULT, type ScreenSettings } from "#domain/screen-settings.ts";
import { CATALOGUE } from "#server/services/templates/catalogue.ts";
import { readScreenTypes } from "./read-screen-types.ts";
import { createScreenLanguage, type ScreenLanguage } from "./screen-language.ts";

const TEMPLATES = "server/services/templates/screens";

let language: ScreenLanguage;

beforeAll(() => {
  const { files, pageFiles } = readScreenTypes();
  language = createScreenLanguage(new Map(Object.entries({ ...files, ...pageFiles })));
});

/** Gives the language code in which `¦` marks a place, and answers with the place. */
function write(marked: string, settings: Partial<ScreenSettings> = {}): number {
  const at = marked.indexOf("¦");
  language.setSettings({ ...SCREEN_SETTINGS_DEFAULT, ...settings });
  language.setCode(at === -1 ? marked : marked.slice(0, at) + marked.slice(at + 1));
  return at;
}

const findings = (code: string, settings?: Partial<ScreenSettings>) => {
  write(code, settings);
  return language.findings().map(({ severity, message, from }) => `${severity} ${from}: ${message}`);
};

// The first look reads all the types, which a busy machine takes its time for.
const PATIENT = { timeout: 60_000 };

describe("findings", PATIENT, () => {
  it("are none in code that is used every day", () => {
    for (const file of readdirSync(TEMPLATES)) {
      const key = file.replace(".js", "") as keyof typeof CATALOGUE;
      const code = readFileSync(`${TEMPLATES}/${file}`, "utf8");
      expect({ file, found: findings(code, CATALOGUE[key].settings) }).toEqual({ file, found: [] });
    }
  });

  it("are none in loose code: untyped payloads, objects that grow, dates that are subtracted, own names of globals", () => {
    const code = `var name = 'me'; const event = {};
      Fliplet.Page.onRemoteExecution(async (payload) => {
        const seen = {}; seen.first = payload.list.map(x => x.y).length; let list = []; list.push(1); list.push('a');
        try { await fetch('https://example.org', { method: 'POST', body: JSON.stringify({}) }) }
        catch (error) { return error.status }
        return { days: new Date() - new Date(payload.from), seen, name, grouped: Map.groupBy(list, (x) => x) };
      });
      Fliplet().then(function () { console.table([{ a: 1 }], ['a']); });`;
    expect(findings(code)).toEqual([]);
  });

  it("name a call that is not there, and an argument that cannot be meant", () => {
    expect(findings("Fliplet.DataSources.conect(1)")).toEqual([
      "warning 20: Property 'conect' does not exist on type 'FlipletDataSources'. Did you mean 'connect'?",
    ]);
    expect(findings("Fliplet.DataSources.connect('Bookings')")).toEqual([
      "warning 28: Argument of type 'string' is not assignable to parameter of type 'number'.",
    ]);
    expect(findings("Fliplet.Communicate.sendEmail({ to: 'a@b.c', titel: 'x' })")[0]).toContain(
      "'titel' does not exist",
    );
  });

  it("say what to switch on for a name that only some screens have", () => {
    expect(findings("_.chunk([1], 1)")[0]).toContain('switch on "lodash"');
    expect(findings("document.title")[0]).toContain("This screen touches the page");
    expect(findings("_.chunk([1], 1)", { libraries: ["lodash"] })).toEqual([]);
    expect(findings("document.querySelector('p').textContent = $('p').text()", { dom: true })).toEqual([]);
    expect(findings("require('fs')")[0]).toContain("A screen imports nothing");
  });

  it("tell a text that cannot be read as an error, and only that", () => {
    expect(findings("const x = ; Fliplet.nope()")).toEqual(["error 10: Expression expected."]);
    expect(findings("await fetch('https://example.org')")[0]).toMatch(
      /^error 0: await stands only in an async function/,
    );
  });
});

describe("completion and hover", PATIENT, () => {
  it("offers the members behind a dot, with signature and words", () => {
    const at = write("Fliplet.Da¦");
    expect(language.suggestions(at).map(({ label }) => label)).toContain("DataSources");
    expect(language.suggestion(at, "DataSources")).toMatchObject({ doc: "The app's stored data." });
  });

  it("knows what a promise resolves to", () => {
    const at = write("Fliplet.DataSources.connect(1).then((source) => source.fin¦)");
    const labels = language.suggestions(at).map(({ label, kind }) => `${kind} ${label}`);
    expect(labels).toContain("function findWithCursor");
    expect(language.suggestion(at, "findOne")?.doc).toBe("Resolves to the first entry that matches, or to null.");
  });

  it("offers the facts of Env inside the quotes", () => {
    const at = write("Fliplet.Env.get('¦')");
    expect(language.suggestions(at)).toContainEqual(expect.objectContaining({ label: "organizationId", kind: "text" }));
  });

  it("explains what the pointer is on", () => {
    const hover = language.hover(write("Fliplet.Communicate.send¦SMS({ data: { to: '1', body: 'x' } })"));
    expect(hover).toMatchObject({ from: 20, to: 27, doc: "Sends a text message through the operator's webhook." });
    expect(hover?.signature).toContain("sendSMS(message:");
    expect(language.hover(write("    ¦"))).toBeNull();
  });
});

it("declares the globals that the sandbox has, and no others", () => {
  const prelude = readFileSync("server/sandbox/guest/prelude.ts", "utf8");
  const listed = /const globals = \{([\s\S]*?)\n\};/.exec(prelude)?.[1] ?? "";
  const has = [...listed.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name).sort();
  const types = ["web", "fliplet"].map((name) => readFileSync(`sdk/screen-types/${name}.d.ts`, "utf8")).join("\n");
  const declared = [...types.matchAll(/^declare (?:const|function|class) (\w+)/gm)].map(([, name]) => name).sort();
  expect(declared).toEqual(has);
});
