import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

const directives = (policy: string) =>
  new Map(policy.split("; ").map((part) => [part.split(" ")[0]!, part.split(" ").slice(1)]));

describe("the policy of a page", () => {
  const policy = directives(contentSecurityPolicy({ nonce: "abc", isDevelopment: false }));

  it("runs scripts that carry the nonce, and none from the markup", () => {
    expect(policy.get("script-src")).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
    expect(policy.get("script-src-attr")).toEqual(["'none'"]);
  });

  it("lets nobody frame it, nor move its base, nor post its forms elsewhere", () => {
    for (const name of ["frame-ancestors", "base-uri", "object-src"])
      expect(policy.get(name), name).toEqual(["'none'"]);
    expect(policy.get("form-action")).toEqual(["'self'"]);
  });

  it("evaluates code in development only", () => {
    expect(directives(contentSecurityPolicy({ nonce: "abc", isDevelopment: true })).get("script-src")).toContain(
      "'unsafe-eval'",
    );
  });
});
