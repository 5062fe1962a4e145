/**
 * Asks for runs and writes down, outside the database, each one that it was promised. A call that fails is sent again
 * with its key, as is every fourth that did not. Input: `{ ledger, label, apps: { organizationId, appId, taskIds }[] }`.
 */
import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { AppContext } from "#server/context.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { openContext } from "./context.ts";

const PAUSE_MS = 200;

interface Input {
  ledger: string;
  label: string;
  apps: { organizationId: string; appId: number; taskIds: number[] }[];
}

const { ledger, label, apps } = JSON.parse(process.argv[2]!) as Input;
const services = await openContext();
process.once("SIGTERM", () => process.exit(0));
for (let n = 0; ; n++) {
  const { taskIds, ...app } = apps[n % apps.length]!;
  const ctx: AppContext = { ...services, ...app, actor: { kind: "token", id: 1, name: "client" } };
  const idOrName = taskIds[Math.floor(n / apps.length) % taskIds.length]!;
  const key = `${label}-${n}`;
  for (let left = n % 4 === 0 ? 2 : 1; left > 0; ) {
    try {
      const { runId } = await requestRun(ctx, { idOrName, payload: n, idempotencyKey: key });
      appendFileSync(ledger, `${JSON.stringify({ key, runId, taskId: idOrName })}\n`);
      left -= 1;
    } catch {
      await wait(PAUSE_MS);
    }
  }
  await wait(PAUSE_MS);
}
