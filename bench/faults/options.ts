import { parseArgs } from "node:util";

export interface FaultOptions {
  /** Rows of the ledger (a fire each) before faults end. */
  fires: number;
  /** Faults go on for at least this long. */
  seconds: number;
  /** Same seed, same tasks and same order of faults; when each hits depends on the machine. */
  seed: number;
  workers: number;
  log(line: string): void;
}

export const SHORT = { fires: 200, seconds: 0, workers: 2 } as const;
const FULL = { fires: 2_500, seconds: 120, workers: 3 } as const;

/**
 * Reads `--fires N --seconds N --seed N --short`.
 *
 * @throws Error for an option that there is not, or that is no number.
 */
export function parseFaultOptions(args: readonly string[], defaultSeed: number): FaultOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fires: { type: "string" },
      seconds: { type: "string" },
      seed: { type: "string" },
      short: { type: "boolean", default: false },
    },
  });
  const defaults = values.short ? SHORT : FULL;
  return {
    fires: numberOf("fires", values.fires, defaults.fires),
    seconds: numberOf("seconds", values.seconds, defaults.seconds),
    seed: numberOf("seed", values.seed, defaultSeed),
    workers: defaults.workers,
    log: (line) => console.log(`${(performance.now() / 1_000).toFixed(0).padStart(4)} s  ${line}`),
  };
}

function numberOf(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a whole number, and "${text}" is none.`);
  return Number(text);
}
