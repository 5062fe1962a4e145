import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Prints the next fires of every known answer, one line each. */
const PROGRAM = `
import { readFileSync } from "node:fs";
import { nextFires, parseSchedule } from "${join(import.meta.dirname, "index.ts")}";
const { vectors } = JSON.parse(readFileSync("${join(import.meta.dirname, "fixtures/cron.json")}", "utf8"));
console.log(new Date(0).getHours());
for (const { id, expr, tz, from, n } of vectors)
  console.log(id, nextFires(parseSchedule(expr, tz), new Date(from), n).map((fire) => fire.toISOString()).join(" "));
`;

function firesUnder(TZ: string): { hour: string; fires: string[] } {
  const output = execFileSync(process.execPath, ["--input-type=module-typescript", "-e", PROGRAM], {
    env: { ...process.env, TZ },
    encoding: "utf8",
  });
  const [hour, ...fires] = output.trim().split("\n");
  return { hour: hour!, fires };
}

// Four starts of Node, however busy the machine is.
it("fires at the same instants whatever the zone of the server's process", { timeout: 60_000 }, () => {
  const [utc, ...others] = ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"].map(firesUnder);
  expect(utc!.fires.length).toBeGreaterThan(90);
  // The processes did stand in different zones.
  expect(new Set([utc, ...others].map((process) => process!.hour)).size).toBe(4);
  for (const { fires } of others) expect(fires).toEqual(utc!.fires);
});
