import { relative } from "node:path";
import { z } from "zod";
import { PROJECT_ROOT } from "./project-root.ts";

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

interface PlaywrightSuite {
  specs?: { ok: boolean; file: string; line: number; title: string }[] | undefined;
  suites?: PlaywrightSuite[] | undefined;
}

const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    specs: z.array(z.object({ ok: z.boolean(), file: z.string(), line: z.number(), title: z.string() })).optional(),
    suites: z.array(playwrightSuite).optional(),
  }),
);

const playwrightReport = z.object({ suites: z.array(playwrightSuite) });

/** The failed tests of vitest's JSON report, as `file › test: why`; a file that could not be loaded by its name alone. */
export function vitestFailures(report: unknown): string[] {
  return vitestReport.parse(report).testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(PROJECT_ROOT, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return status === "failed" ? [file] : [];
    return failed.map(({ fullName, failureMessages }) =>
      [`${file} › ${fullName}`, failureMessages?.[0]?.split("\n")[0]].filter(Boolean).join(": "),
    );
  });
}

/** The failed journeys of Playwright's JSON report, as `file:line › journey`; one that passed when tried again is none. */
export function playwrightFailures(report: unknown): string[] {
  const failuresIn = ({ specs = [], suites = [] }: PlaywrightSuite): string[] => [
    ...specs.filter((spec) => !spec.ok).map(({ file, line, title }) => `${file}:${line} › ${title}`),
    ...suites.flatMap(failuresIn),
  ];
  return playwrightReport.parse(report).suites.flatMap(failuresIn);
}
