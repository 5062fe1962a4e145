import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { PROJECT_ROOT } from "./project-root.ts";
import type { TestCounts } from "./test-counts.ts";

/** JavaScript that a route may load before it can be used, bytes as they are sent to a browser that takes brotli. */
const FIRST_LOAD_BYTES_MAX = 200_000;

/** What Next's build reports of each route. */
const routeStats = z.array(z.object({ route: z.string(), firstLoadChunkPaths: z.array(z.string()) }));

/** Judges the build by its own report: one test a route, which fails when its first load is over budget. */
export function checkBundles(): TestCounts {
  const report = join(PROJECT_ROOT, ".next", "diagnostics", "route-bundle-stats.json");
  const routes = routeStats
    .parse(JSON.parse(readFileSync(report, "utf8")))
    .map(({ route, firstLoadChunkPaths }) => ({ route, bytes: sum(firstLoadChunkPaths.map(sentBytes)) }))
    .toSorted((a, b) => b.bytes - a.bytes);
  for (const { route, bytes } of routes) {
    const mark = bytes > FIRST_LOAD_BYTES_MAX ? "✗" : "✓";
    console.log(` ${mark} ${(bytes / 1_000).toFixed(1).padStart(6)} kB  ${route}`);
  }
  const failed = routes.filter(({ bytes }) => bytes > FIRST_LOAD_BYTES_MAX).length;
  if (failed > 0)
    console.error(
      `A route may load ${FIRST_LOAD_BYTES_MAX / 1_000} kB first. Load what it shows later by next/dynamic.`,
    );
  return { passed: routes.length - failed, failed, skipped: 0 };
}

/** Small files are sent as they are, and have no compressed copy. */
function sentBytes(chunk: string): number {
  const file = join(PROJECT_ROOT, chunk);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
