import { describe, expect, it } from "vitest";
import { parsePayload, prettyJson } from "./json.ts";

describe("parsePayload", () => {
  it.each(["", "  \n"])("takes %j as no payload", (text) => {
    expect(parsePayload(text)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ["null", null],
    ["[1]", [1]],
    ['{"a":1}', { a: 1 }],
    ['"text"', "text"],
  ])("reads %s", (text, value) => {
    expect(parsePayload(text)).toEqual({ ok: true, value });
  });

  it("names the line at fault", () => {
    const parsed = parsePayload('{\n  "a": 1,\n  b: 2\n}');
    expect(parsed).toMatchObject({ ok: false, message: expect.stringMatching(/^Not valid JSON \(line 3\): .+\.$/) });
  });
});

describe("prettyJson", () => {
  it("gives an empty text for what JSON does not have", () => {
    expect(prettyJson(undefined)).toBe("");
    expect(prettyJson({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  });
});
