// `npm run fuzz`: looks for new cases for FUZZ_SECONDS (60), from a seed of its own or FUZZ_SEED. A case that fails is
// printed as small as it could be made, with what repeats it.
import { randomInt } from "node:crypto";
import fc from "fast-check";
import { createIsolateSandbox } from "#server/sandbox/engines/isolate/index.ts";
import { bridgeProperty } from "./fuzz-bridge.ts";
import { childProperty, createRogueSandbox } from "./fuzz-child.ts";
import { framesProperty } from "./fuzz-frames.ts";

const seconds = Number(process.env.FUZZ_SECONDS ?? 60);
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));

const sandbox = createIsolateSandbox({ size: 1, now: () => 0 });
const rogues = createRogueSandbox();
/** Each with its part of the time. */
const properties = [
  { name: "frames", property: framesProperty, part: 0.1 },
  { name: "child", property: childProperty(rogues), part: 0.2 },
  { name: "bridge", property: bridgeProperty(sandbox), part: 0.7 },
];

console.log(`Fuzzing for ${seconds} s from seed ${seed}`);
for (const { name, property, part } of properties) {
  const found = await fc.check(property as fc.IRawProperty<unknown>, {
    seed,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: seconds * part * 1_000,
    includeErrorInReport: true,
  });
  console.log(`${name}: ${found.numRuns} cases${found.failed ? ", one failed" : ""}`);
  if (!found.failed) continue;
  console.error(fc.defaultReportMessage(found));
  console.error(`Again: FUZZ_SEED=${seed} npm run fuzz`);
  process.exitCode = 1;
}
await Promise.all([sandbox.close(), rogues.close()]);
