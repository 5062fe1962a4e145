import { describe, expect, it } from "vitest";
import { maskedPath } from "./masked-path.ts";

const shown = (address: string) => maskedPath(new URL(address, "https://a.test"));

describe("maskedPath", () => {
  it.each([
    ["/a/b", "/a/b"],
    ["/a?page=2&q=x%20y", "/a?page=2&q=x%20y"],
    ["/a?token=abc", "/a?token=***"],
    ["/a?access_token=a=b&page=2", "/a?access_token=***&page=2"],
    ["/a?apiKey=abc&api-key=abc&API_KEY=abc", "/a?apiKey=***&api-key=***&API_KEY=***"],
    ["/a?X-Amz-Signature=abc&X-Amz-Date=1", "/a?X-Amz-Signature=***&X-Amz-Date=1"],
    ["/a?auth%5Btoken%5D=abc", "/a?auth%5Btoken%5D=***"],
    ["/a?refreshToken=abc&userPassword=abc", "/a?refreshToken=***&userPassword=***"],
    ["/a?client_secret=abc&password=abc&sig=abc", "/a?client_secret=***&password=***&sig=***"],
    ["/a?author=me&monkey=1&%E0%A4%A=x", "/a?author=me&monkey=1&%E0%A4%A=x"],
    ["/a?token", "/a?token"],
  ])("shows %s as %s", (address, expected) => {
    expect(shown(address)).toBe(expected);
  });

  it("cuts what is too long for a line", () => {
    expect(shown(`/${"x".repeat(2_000)}`)).toHaveLength(501);
  });
});
