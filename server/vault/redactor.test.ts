import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Redactor } from "./redactor.ts";

const redactor = (secrets: Record<string, string>) => {
  const made = new Redactor();
  for (const [name, value] of Object.entries(secrets)) made.add(name, value);
  return made;
};

describe("Redactor", () => {
  it("lets everything through until it knows a secret", () => {
    const value = { token: "s3cret" };
    expect(new Redactor().text("s3cret")).toBe("s3cret");
    expect(new Redactor().value(value)).toBe(value);
    expect(new Redactor().json('{"a": 1}')).toBe('{"a": 1}');
  });

  it("masks a secret wherever it stands, by its name", () => {
    const { text } = bound(redactor({ KEY: "s3cret" }));
    expect(text("s3cret")).toBe("[secret KEY]");
    expect(text("as3cretb s3cret!")).toBe("a[secret KEY]b [secret KEY]!");
    expect(text("s3cre")).toBe("s3cre");
    expect(text("S3CRET")).toBe("S3CRET");
  });

  it("prefers the longest secret that begins at a place", () => {
    const { text } = bound(redactor({ SHORT: "abcd", LONG: "abcdefgh", MIDDLE: "abcdef" }));
    expect(text("abcdefgh abcdefg abcde")).toBe("[secret LONG] [secret MIDDLE]g [secret SHORT]e");
  });

  it("masks secrets that overlap as a whole", () => {
    const { text } = bound(redactor({ A: "abcdef", B: "defghi", C: "hijk" }));
    expect(text("-abcdefghijk-")).toBe("-[secret A]-");
    expect(text("abcdefdefghi")).toBe("[secret A][secret B]");
  });

  it("knows the escaped, encoded and base64 forms", () => {
    const value = 'p"w/ö?& \n✓';
    const { text } = bound(redactor({ KEY: value }));
    const forms = [
      JSON.stringify({ a: value }),
      JSON.stringify(JSON.stringify({ a: value })),
      `https://host.test/?key=${encodeURIComponent(value)}`,
      encodeURIComponent(value).toLowerCase(),
      new URLSearchParams({ key: value }).toString(),
      Buffer.from(value).toString("base64"),
      Buffer.from(value).toString("base64url"),
      Buffer.from(`me:${value}`).toString("base64"),
      Buffer.from(`user:${value}:and more`).toString("base64"),
      Buffer.from(`user:${value}`).toString("base64url"),
    ];
    for (const form of forms) expect(text(form), form).toContain("[secret KEY]");
    expect(bound(redactor({ KEY: "größe" })).text(btoa("größe"))).toBe("[secret KEY]");
  });

  it("leaves nothing of the letters that only the secret decides, wherever it stands in a base64 text", () => {
    const around = fc.string({ maxLength: 9 });
    const secret = fc.string({ minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(around, secret, around, (before, value, after) => {
        const encoded = Buffer.from(before + value + after).toString("base64");
        const masked = redactor({ KEY: value }).text(encoded);
        expect(masked).toContain("[secret KEY]");
        const own = Buffer.byteLength(value);
        const kept = masked.replaceAll("[secret KEY]", "").length;
        // Two letters at each end are shared with the neighbours.
        expect(encoded.length - kept).toBeGreaterThanOrEqual(Math.floor((own * 8) / 6) - 2);
      }),
    );
  });

  it("masks an address by host and path too, as the lines of fetch write it", () => {
    const { text } = bound(redactor({ HOOK: "https://hooks.example.org/services/T00/B00/xyz" }));
    expect(text("POST hooks.example.org/services/T00/B00/xyz → 200")).toBe("POST [secret HOOK] → 200");
    expect(text("GET hooks.example.org/ → 200")).toBe("GET hooks.example.org/ → 200");
  });

  it("masks what a cut left of a secret", () => {
    const value = `-----BEGIN KEY-----${"MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKc".repeat(20)}`;
    const { text } = bound(redactor({ PEM: value, KEY: "0123456789abcdef" }));
    expect(text(`key ${value.slice(0, 300)}… (cut)`)).toBe("key [secret PEM]… (cut)");
    expect(text(`${value.slice(0, 70)}?`)).toBe("[secret PEM]?");
    expect(text("0123456789… (cut)")).toBe("[secret KEY]… (cut)");
    expect(text("0123456789 is a number")).toBe("0123456789 is a number");
  });

  it("masks values, keys and numbers of JSON and keeps it JSON", () => {
    const secrets = redactor({ PIN: "12345678", KEY: 's3"cret' });
    const value = { n: 12345678, list: [1, { 's3"cret': 's3"cret' }], same: { a: [true, null] } };
    expect(JSON.parse(secrets.json(JSON.stringify(value)))).toEqual({
      n: "[secret PIN]",
      list: [1, { "[secret KEY]": "[secret KEY]" }],
      same: { a: [true, null] },
    });
    expect(secrets.json('{ "__proto__": "12345678" }')).toBe('{"__proto__":"[secret PIN]"}');
    expect(secrets.json('{ "a":  1.0 }')).toBe('{ "a":  1.0 }');
  });

  it("keeps masking a value that was replaced while the run went on", () => {
    const { text } = bound(redactor({ KEY: "first-value" }));
    const both = redactor({ KEY: "first-value" });
    both.add("KEY", "second-value");
    expect(text("second-value")).toBe("second-value");
    expect(both.text("first-value second-value")).toBe("[secret KEY] [secret KEY]");
  });

  it("says which secret a text holds", () => {
    const secrets = redactor({ A: "first", B: "second" });
    expect(secrets.find('{"x":"a second one"}')).toBe("B");
    expect(secrets.find("neither")).toBeNull();
  });

  it("finds every occurrence that a plain search finds", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 300 });
    const secrets = fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 4, maxLength: 9 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(letters, secrets, (text, values) => {
        const masked = redactor(Object.fromEntries(values.map((value, index) => [`N${index}`, value]))).text(text);
        const covered = new Array<boolean>(text.length).fill(false);
        for (const value of values)
          for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
            covered.fill(true, at, at + value.length);
        // Base64 and its like cannot be made of these three letters by chance often enough to matter: what stays is exact.
        const stays = [...text].filter((_, index) => !covered[index]).join("");
        expect(masked.replace(/\[secret N\d\]/g, "")).toBe(stays);
      }),
    );
  });

  it("takes steps in proportion to the text, also for texts made to cost", () => {
    // A quadratic search would read some 10^10 characters here and not come back within the test's time.
    const secrets = redactor({ A: "a".repeat(32_768), B: `${"a".repeat(32_767)}b`, C: `${"ab".repeat(2_000)}c` });
    expect(secrets.text("a".repeat(500_000)).length).toBeLessThan(3_000);
    expect(secrets.text("ab".repeat(200_000))).toMatch(/^(\[secret [AC]\])+(ab)*$/);
    expect(secrets.text(`${"a".repeat(63)}x`.repeat(5_000))).toHaveLength(64 * 5_000);
  });
});

/** Its `text` as a function of its own. */
const bound = (of: Redactor) => ({ text: (text: string) => of.text(text) });
