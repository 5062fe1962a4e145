import { afterAll, expect, it } from "vitest";
import { createTemplateRenderer } from "./template-renderer.ts";

const renderer = createTemplateRenderer();
afterAll(() => renderer.close());

const html = (text: string) => ({ field: "html", text, isHtml: true });
const plain = (text: string) => ({ field: "subject", text, isHtml: false });
const hundred = Array.from({ length: 100 }, (_, n) => n);
const loops = (inside: string) => `${"{{#each @root.n}}".repeat(5)}${inside}${"{{/each}}".repeat(5)}`;

it("escapes variables in HTML and leaves them as they are elsewhere", async () => {
  const data = { name: "<b>&Co", list: [1, 2], person: { first: "Ann" } };
  expect(
    await renderer.render(
      1,
      [
        html("Hi {{name}}, {{{name}}} {{#each list}}{{this}};{{/each}}{{#if missing}}x{{/if}}"),
        plain("{{name}} {{person.first}}{{missing}}"),
      ],
      data,
    ),
  ).toEqual(["Hi &lt;b&gt;&amp;Co, <b>&Co 1;2;", "<b>&Co Ann"]);
});

it.each([
  "{{constructor.name}}",
  "{{__proto__.toString}}",
  "{{toString}}",
  "{{list.constructor.constructor}}",
  "{{#with (lookup this 'constructor')}}{{name}}{{/with}}",
  "{{#with list}}{{lookup this 'map'}}{{/with}}",
])("%s reaches no prototype", async (template) => {
  expect(await renderer.render(1, [plain(template)], { list: [1] })).toEqual([""]);
});

it.each([
  ["{{#if}", "Parse error"],
  ["{{> partial}}", "partial"],
  ["{{#*inline 'x'}}a{{/inline}}{{> x}}", "decorator"],
  ["{{unknown 1}}", "unknown"],
])("%s is refused with what is wrong and where", async (template, reason) => {
  await expect(renderer.render(1, [html("fine"), plain(template)], {})).rejects.toMatchObject({
    status: "INVALID_INPUT",
    field: "subject",
    message: expect.stringContaining(reason),
  });
});

it.each([
  ["loops without end", loops("x")],
  ["copies a large text again and again", loops("{{@root.large}}")],
  ["copies a large text unescaped", loops("{{{@root.large}}}")],
])(
  "a template that %s ends, and the next one is filled in",
  async (_, template) => {
    const hostile = renderer.render(1, [html(template)], { n: hundred, large: "<".repeat(500_000) });
    const honest = renderer.render(2, [html("Hi {{name}}")], { name: "Ann" });
    await expect(hostile).rejects.toMatchObject({ status: "INVALID_INPUT", field: "html" });
    expect(await honest).toEqual(["Hi Ann"]);
  },
  20_000,
);

it("lets apps take turns", async () => {
  const ended: string[] = [];
  const render = (appId: number, name: string) =>
    renderer.render(appId, [plain("{{n}}")], { n: name }).then(() => ended.push(name));
  await Promise.all([...["a1", "a2", "a3", "a4"].map((name) => render(1, name)), render(2, "b1")]);
  expect(ended.indexOf("b1")).toBeLessThanOrEqual(2);
});
