import { expect, it } from "vitest";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { streamTestRun, type TestRunEvent } from "../services/screens/index.ts";

const system = useTestSystem({ ROLE: "web", TICKER: "off" });

it("lets a watched test run come to its end in the grace of a server that stops, and tells of one that does not", async () => {
  const { container } = system;
  const app = await system.newApp();
  /** Resolves, once its first line is told, to what else is told. */
  const watch = async (ms: number) => {
    const code = handler(
      `console.log("began"); await new Promise((done) => setTimeout(done, ${ms})); console.log("ended"); return 1`,
    );
    const events = streamTestRun(app, { code });
    expect(await events.next()).toMatchObject({ value: { type: "lines", lines: [{ message: "began" }] } });
    return { rest: Array.fromAsync<TestRunEvent>(events) };
  };
  const short = await watch(300);
  const long = await watch(25_000);
  const stopped = container.stopBackground(1_500);

  expect(await short.rest).toMatchObject([
    { type: "lines", lines: [{ message: "ended" }] },
    { type: "end", outcome: { status: "completed", result: 1 } },
  ]);
  expect(await long.rest).toMatchObject([
    { type: "end", outcome: { status: "crashed", error: { message: expect.stringContaining("server was stopped") } } },
  ]);
  await stopped;
});
