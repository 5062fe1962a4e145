import { expect, it } from "vitest";
import { SHORT } from "./options.ts";
import { runFaults } from "./run-faults.ts";

const SEED = 20_260_105;

/** A whole installation is killed and started several times over, beside whatever else the machine does. */
const PATIENCE_MS = 400_000;

it(
  "fires nothing twice, loses nothing and keeps every promise while everything is killed in turn",
  async () => {
    const report = await runFaults({ ...SHORT, seed: SEED, log: () => {} });
    expect(report.offences).toEqual([]);
    expect(report.verdicts.filter(({ count }) => count !== 0)).toEqual([]);

    // What the verdicts were about was there.
    expect(report.fires).toBeGreaterThanOrEqual(SHORT.fires);
    expect(report.byStatus.completed).toBeGreaterThan(20);
    expect(report.promises).toBeGreaterThan(10);
    expect(Object.values(report.faults).every((times) => times > 0)).toBe(true);
  },
  PATIENCE_MS,
);
