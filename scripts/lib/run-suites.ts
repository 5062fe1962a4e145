import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { checkBundles } from "./check-bundles.ts";
import { ensureChromium } from "./chromium.ts";
import { OperatorError } from "./operator-error.ts";
import { PROJECT_ROOT } from "./project-root.ts";
import { addCounts, countExit, countPlaywright, countVitest, formatCounts, type TestCounts } from "./test-counts.ts";
import { playwrightFailures, vitestFailures } from "./test-failures.ts";

const REPORTS = join(PROJECT_ROOT, "test-results", "reports");

/** What a suite's runs come to: how many tests, and the failed ones by name where its report knows them. */
interface Outcome {
  counts: TestCounts;
  failures: string[];
}

const SUITES = {
  lint: () => runCheck("npm run --silent lint"),
  typecheck: () => runCheck("npm run --silent typecheck"),
  unit: () => runVitest("unit"),
  integration: () => runVitest("integration"),
  bundles: () => measureBundles(),
  e2e: () => runPlaywright(),
} satisfies Record<string, () => Promise<Outcome>>;

type SuiteName = keyof typeof SUITES;

/**
 * Runs the suites in order, all of them even when one fails, so that the totals are true. What failed is named again at
 * the end, where it is found without reading thousands of lines; the last line printed is `N passed, N failed`.
 *
 * @param names suites to run; none means all.
 * @returns the exit code: 1 when anything failed.
 * @throws OperatorError for a suite that there is not.
 */
export async function runSuites(names: readonly string[]): Promise<number> {
  const all = Object.keys(SUITES) as SuiteName[];
  const unknown = names.find((name) => !(name in SUITES));
  if (unknown !== undefined) throw new OperatorError(`There is no suite ${unknown}. The suites: ${all.join(", ")}.`);

  let total: TestCounts = { passed: 0, failed: 0, skipped: 0 };
  const lines: string[] = [];
  const failures: string[] = [];
  for (const name of all.filter((suite) => names.length === 0 || names.includes(suite))) {
    console.log(`\n== ${name}`);
    const startedAt = performance.now();
    const { counts, failures: failed } = await SUITES[name]();
    total = addCounts(total, counts);
    failures.push(...failed.map((failure) => `failed: ${name} › ${failure}`));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    lines.push(`${name.padEnd(12)} ${formatCounts(counts)} (${seconds} s)`);
  }
  if (failures.length > 0) console.log(`\n${failures.join("\n")}`);
  console.log(`\n${lines.join("\n")}\n${formatCounts(total)}`);
  return total.failed > 0 ? 1 : 0;
}

const outcomeOfExit = (exitCode: number): Outcome => ({ counts: countExit(exitCode), failures: [] });

async function runCheck(command: string): Promise<Outcome> {
  return outcomeOfExit(await run(command));
}

async function runVitest(project: "unit" | "integration"): Promise<Outcome> {
  // Some of them run screens in a browser, and fail without one.
  if (!provideChromium()) return outcomeOfExit(1);
  const report = freshReport(project);
  const reporters = `--reporter=default --reporter=json --outputFile.json="${report}"`;
  return readReport(report, await run(`vitest run --project ${project} ${reporters}`), countVitest, vitestFailures);
}

async function measureBundles(): Promise<Outcome> {
  try {
    const { ensureBuild } = await import("./build.ts");
    await ensureBuild({ web: true });
  } catch (error) {
    console.error(error instanceof OperatorError ? error.message : error);
    return outcomeOfExit(1);
  }
  return { counts: checkBundles(), failures: [] };
}

async function runPlaywright(): Promise<Outcome> {
  if (!provideChromium()) return outcomeOfExit(1);
  const report = freshReport("e2e");
  return readReport(report, await run("playwright test"), countPlaywright, playwrightFailures);
}

/** Lets the suites find a browser, installing one if need be; false when there is none to be had. */
function provideChromium(): boolean {
  try {
    process.env.CHROMIUM_PATH = ensureChromium();
    return true;
  } catch (error) {
    console.error(error instanceof OperatorError ? error.message : error);
    return false;
  }
}

/** Where a runner writes its report; an old one is removed, so that it cannot stand in for one that was not written. */
function freshReport(name: string): string {
  mkdirSync(REPORTS, { recursive: true });
  const file = join(REPORTS, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function readReport(
  file: string,
  exitCode: number,
  count: (report: unknown, exitCode: number) => TestCounts,
  failuresOf: (report: unknown) => string[],
): Outcome {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    console.error(`No report was written to ${file}: the runner did not get to its end.`);
    return outcomeOfExit(1);
  }
  return { counts: count(report, exitCode), failures: failuresOf(report) };
}

async function run(command: string): Promise<number> {
  const bin = join(PROJECT_ROOT, "node_modules", ".bin");
  const child = spawn(command, {
    shell: true,
    cwd: PROJECT_ROOT,
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`, NEXT_TELEMETRY_DISABLED: "1" },
  });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
}
