import { join } from "node:path";
import fc from "fast-check";
import { createIsolateSandbox } from "#server/sandbox/engines/isolate/index.ts";
import { runScreen } from "#server/sandbox/fixtures/run-screen.ts";
import { encodeFromChild } from "#server/sandbox/protocol/messages.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import { damagedStream } from "./fuzz-frames.ts";

/** A sandbox whose children answer a start with the bytes that the screen's code holds in hex. */
export const createRogueSandbox = (): Sandbox =>
  createIsolateSandbox({
    size: 1,
    now: () => 0,
    childFile: join(process.cwd(), "server/sandbox/fixtures/rogue-child.ts"),
  });

const DONE = encodeFromChild({
  kind: "done",
  outcome: { status: "completed", resultJson: '"honest"' },
  cpuMs: 1,
  linesDropped: 0,
  reusable: false,
});

/** Whatever a child sends, its run ends, and the next one in the same place is served. */
export const childProperty = (sandbox: Sandbox) =>
  fc.asyncProperty(damagedStream, async (stream) => {
    const { outcome } = await runScreen(sandbox, stream.toString("hex"), { limits: { wallMs: 300 } });
    const next = await runScreen(sandbox, DONE.toString("hex"));
    if (next.outcome.status !== "completed") {
      throw new Error(`After a run that ended ${outcome.status}, the next ended ${JSON.stringify(next.outcome)}`);
    }
    if (sandbox.idle !== sandbox.size) throw new Error("A place was lost");
  });
