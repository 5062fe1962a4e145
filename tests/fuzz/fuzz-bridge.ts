import fc from "fast-check";
import { handler, runScreen, type ScreenRun } from "#server/sandbox/fixtures/run-screen.ts";
import type { Sandbox, SandboxHooks } from "#server/sandbox/sandbox.ts";
import { guestProgram } from "./guest-programs.ts";

const LIMITS = { wallMs: 4_000, resultBytes: 100_000, logLines: 40, logBytes: 200_000, lineBytes: 2_000, calls: 20 };
/** What a cut leaves beside the limit: marks, brackets, quotes. */
const SLACK = 600;

/** What the host answers to a call, by turns. */
const hostAnswer = fc.oneof(
  fc.json({ maxDepth: 3 }).map((json) => ({ json })),
  fc
    .record({ name: fc.string({ maxLength: 10 }), message: fc.string({ maxLength: 20 }), status: fc.string() })
    .map((error) => ({ error })),
);

type HostAnswer = { json: string } | { error: { name: string; message: string; status: string } };

function hostThat(answers: readonly HostAnswer[], onArgs: (argsJson: string) => void): SandboxHooks["call"] {
  let next = 0;
  return async (_capability, argsJson) => {
    onArgs(argsJson);
    const answer = answers[next++ % answers.length];
    if (answer && "error" in answer) throw Object.assign(new Error(answer.error.message), answer.error);
    return answer?.json ?? "null";
  };
}

/** Text that PostgreSQL can store. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes("\0");

/** JSON that it can store: what is escaped counts as well. */
const isStorableJson = (json: string) => isStorable(json) && !/\\u(0000|d[89a-f])/i.test(json.replaceAll("\\\\", ""));

function check(isRight: boolean, what: string, seen: unknown): void {
  if (!isRight) throw new Error(`${what}: ${JSON.stringify(seen)?.slice(0, 1_000)}`);
}

function checkRun({ outcome, lines }: ScreenRun): void {
  const ends = ["completed", "failed", "timed_out", "out_of_memory"];
  check(ends.includes(outcome.status), "The run ended in a way that no program may end", outcome);
  if (outcome.status === "completed") {
    const { resultJson } = outcome;
    check(Buffer.byteLength(resultJson) <= LIMITS.resultBytes, "The result is too large", resultJson.length);
    check(isStorableJson(resultJson), "The result cannot be stored", resultJson);
    JSON.parse(resultJson);
  } else {
    const { name, message, stack, status } = outcome.error;
    for (const text of [name, message, stack, status]) {
      check(typeof text === "string" && text.length <= 20_000 && isStorable(text), "A text of the error", text);
    }
  }
  check(lines.length <= LIMITS.logLines + 2, "There are too many lines", lines.length);
  for (const { message, argsJson } of lines) {
    check(Buffer.byteLength(message) <= LIMITS.lineBytes + SLACK || argsJson === null, "A line is too long", message);
    check(isStorable(message), "A line cannot be stored", message);
    if (argsJson === null) continue;
    check(Buffer.byteLength(argsJson) <= LIMITS.lineBytes + SLACK, "Arguments are too long", argsJson.length);
    check(isStorableJson(argsJson), "Arguments cannot be stored", argsJson);
    check(Array.isArray(JSON.parse(argsJson)), "Arguments are no array", argsJson);
  }
}

const PROBE = handler(
  "return [Object.keys(Object.prototype), JSON.stringify([1]), [1, 2].map((x) => x + 1), typeof Promise]",
);
const PRISTINE = '[[],"[1]",[2,3],"function"]';

/** Whatever a screen says and whatever the host answers: the run ends, what leaves it is sound, and the next run is clean. */
export const bridgeProperty = (sandbox: Sandbox) =>
  fc.asyncProperty(guestProgram, fc.array(hostAnswer, { minLength: 1, maxLength: 3 }), async (program, answers) => {
    const call = hostThat(answers, (argsJson) => {
      check(isStorableJson(argsJson), "Arguments of a call cannot be stored", argsJson);
      JSON.parse(argsJson);
    });
    checkRun(await runScreen(sandbox, handler(program), { limits: LIMITS, call }));
    const probe = await runScreen(sandbox, PROBE);
    check(probe.outcome.status === "completed" && probe.outcome.resultJson === PRISTINE, "The next run", probe.outcome);
  });
