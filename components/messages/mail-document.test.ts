import { expect, it } from "vitest";
import { hasRemoteImages, mailDocument } from "./mail-document.ts";

it("puts the policy before anything of the mail's", () => {
  const mail = '<meta http-equiv="Content-Security-Policy" content="default-src *"><script>1</script>';
  const page = mailDocument(mail, false);
  expect(page.indexOf("default-src 'none'")).toBeLessThan(page.indexOf(mail));
  expect(page).toContain("img-src data:;");
  expect(mailDocument(mail, true)).toContain("img-src data: https: http:;");
});

it.each([
  ['<img src="https://x.example/a.png">', true],
  ["<td background=//x.example/a.png>", true],
  ["<p style=\"background:url('http://x.example/a')\">", true],
  ['<img src="data:image/png;base64,AA==">', false],
  ['<a href="https://x.example">x</a>', false],
])("%s has remote images: %s", (html, expected) => {
  expect(hasRemoteImages(html)).toBe(expected);
});
