import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "./project-root.ts";
import { playwrightFailures, vitestFailures } from "./test-failures.ts";

describe("failed tests by name", () => {
  it("are those of vitest with their file, or the file that could not be loaded", () => {
    const file = (name: string, status: string, ...tests: [status: string, fullName: string][]) => ({
      name: join(PROJECT_ROOT, name),
      status,
      assertionResults: tests.map(([status, fullName]) => ({ status, fullName, failureMessages: ["No.\n    at x"] })),
    });
    const testResults = [
      file("domain/a.test.ts", "failed", ["passed", "a is b"], ["failed", "a is c"], ["skipped", "a is d"]),
      file("domain/b.test.ts", "failed"),
      file("domain/c.test.ts", "passed", ["passed", "c is c"]),
    ];
    expect(vitestFailures({ testResults })).toEqual(["domain/a.test.ts › a is c: No.", "domain/b.test.ts"]);
  });

  it("are those of Playwright however deep they stand, without what passed when tried again", () => {
    const spec = (ok: boolean, title: string) => ({ ok, file: "1.spec.ts", line: 7, title });
    const suites = [{ specs: [spec(true, "one")], suites: [{ specs: [spec(false, "two")] }] }, { suites: [] }];
    expect(playwrightFailures({ suites })).toEqual(["1.spec.ts:7 › two"]);
  });
});
