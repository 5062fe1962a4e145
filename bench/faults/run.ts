/**
 * Faults against the whole product, then the audit: node bench/faults/run.ts [--short] [--fires N] [--seconds N]
 * [--seed N]. Ends with 1 when anything broke that must never.
 */
import { parseFaultOptions } from "./options.ts";
import { type FaultReport, runFaults } from "./run-faults.ts";

const options = parseFaultOptions(process.argv.slice(2), Date.now() % 1_000_000);
console.log(
  `seed ${options.seed}: at least ${options.fires} fires and ${options.seconds} s of faults, ${options.workers} workers`,
);
const report = await runFaults(options);
print(report);
const isSound = report.offences.length === 0 && report.verdicts.every(({ count }) => count === 0);
console.log(
  isSound ? "\nNothing broke." : `\nSomething broke; --seed ${options.seed} has the same faults in the same order.`,
);
process.exit(isSound ? 0 : 1);

function print({ verdicts, offences, fires, byStatus, promises, faults, waitSeconds }: FaultReport): void {
  console.log(`\n${fires} fires: ${listed(byStatus)}; ${promises} promises to clients`);
  console.log(`faults: ${listed(faults)}`);
  if (waitSeconds) {
    const [median, late, longest] = waitSeconds.map((seconds) => `${seconds.toFixed(2)} s`);
    console.log(`from queued to started: median ${median}, 99th percentile ${late}, longest ${longest}`);
  }
  console.log("");
  for (const { id, meaning, count } of verdicts)
    console.log(`${count === 0 ? "ok " : "BAD"} ${id} ${String(count).padStart(5)} ${meaning}`);
  for (const offence of offences) console.log(`BAD ${offence}`);
}

function listed(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([what, n]) => `${n} ${what}`)
    .join(", ");
}
