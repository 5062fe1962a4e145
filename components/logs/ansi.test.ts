import { describe, expect, it } from "vitest";
import { readAnsi } from "./ansi.ts";
import { markMatches } from "./marked.ts";

const E = "\u001b";

describe("terminal colours", () => {
  it.each([
    ["plain", [{ text: "plain" }]],
    [`${E}[31mred${E}[0m ink`, [{ text: "red", className: "text-bad" }, { text: " ink" }]],
    [`${E}[1;92mgo${E}[m`, [{ text: "go", className: "text-ok font-semibold" }]],
    [`${E}[30mblack${E}[0m`, [{ text: "black" }]],
    [`${E}[90mgrey${E}[0m`, [{ text: "grey", className: "text-faint" }]],
    [`${E}[37;41mon red${E}[0m`, [{ text: "on red", className: "bg-bad-soft text-bad" }]],
    [`${E}[7;33mswapped${E}[0m`, [{ text: "swapped", className: "bg-warn-soft text-warn" }]],
    [`${E}[38;5;196mcube${E}[0m`, [{ text: "cube", className: "text-bad" }]],
    [`${E}[38;5;21mcube${E}[0m`, [{ text: "cube", className: "text-info" }]],
    [`${E}[38;5;240mgrey${E}[0m`, [{ text: "grey", className: "text-faint" }]],
    [`${E}[38;2;10;200;40mtrue${E}[0m`, [{ text: "true", className: "text-ok" }]],
    [`${E}[2Kgone ${E}[1Aup`, [{ text: "gone " }, { text: "up" }]],
  ])("%j", (text, segments) => {
    expect(readAnsi(text).map((segment) => ({ ...segment }))).toEqual(
      segments.map((segment) => expect.objectContaining(segment)),
    );
  });

  it("leave HTML the text it is", () => {
    const html = '<img src=x onerror="alert(1)">';
    expect(readAnsi(`${E}[31m${html}${E}[0m &amp; ${html}`).map(({ text }) => text)).toEqual([html, ` &amp; ${html}`]);
  });
});

describe("what is found is marked", () => {
  const marked = (text: string, search: string, isExact = false) =>
    markMatches(readAnsi(text), { text: search, isExact }).map(({ text: part, isMatch }) =>
      isMatch ? `[${part}]` : part,
    );

  it.each([
    ["Order and order", "ORDER", ["[Order]", " and ", "[order]"]],
    [`${E}[31mpay${E}[0m failed`, "y fail", ["pa", "[y]", "[ fail]", "ed"]],
    [`a${E}[31mbc${E}[0md`, "abcd", ["[a]", "[bc]", "[d]"]],
    ["aaaa", "aa", ["[aa]", "[aa]"]],
    ["nothing", "x", ["nothing"]],
    ["İİ order", "order", ["İİ order"]],
  ])("%j, searching %j", (text, search, pieces) => {
    expect(marked(text, search)).toEqual(pieces);
  });

  it("as written, when that was asked for", () => {
    expect(marked("Order order", "order", true)).toEqual(["Order ", "[order]"]);
  });

  it("nowhere, without a search", () => {
    expect(markMatches([{ text: "all" }], null)).toEqual([
      { text: "all", className: undefined, isMatch: false, at: 0 },
    ]);
  });
});
