import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { createIsolateSandbox } from "#server/sandbox/engines/isolate/index.ts";
import { bridgeProperty } from "./fuzz-bridge.ts";
import { childProperty, createRogueSandbox } from "./fuzz-child.ts";
import { framesProperty } from "./fuzz-frames.ts";

// The same cases every time; `npm run fuzz` looks for new ones.
const SEED = 20_261_124;
const PATIENT = 120_000;

const sandbox = createIsolateSandbox({ size: 1, now: () => 0 });
const rogues = createRogueSandbox();
afterAll(() => Promise.all([sandbox.close(), rogues.close()]));

it("reads any bytes as messages or as no frame", () => {
  fc.assert(framesProperty, { seed: SEED, numRuns: 2_000 });
});

it("outlives whatever a child sends", { timeout: PATIENT }, async () => {
  await fc.assert(childProperty(rogues), { seed: SEED, numRuns: 6, endOnFailure: true });
  expect(rogues.idle).toBe(1);
});

it("outlives whatever a screen says", { timeout: PATIENT }, async () => {
  await fc.assert(bridgeProperty(sandbox), { seed: SEED, numRuns: 150, endOnFailure: true });
  expect(sandbox.idle).toBe(1);
});
