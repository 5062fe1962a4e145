import type { Connection } from "./call.ts";

export interface RunOptions {
  /** On whose behalf this run is asked for, instead of the configured `userToken`. */
  userToken?: string | null;
}

export interface Running {
  run(idOrName: number | string, payload?: unknown, options?: RunOptions): Promise<void>;
  runWithResult(idOrName: number | string, payload?: unknown, options?: RunOptions): Promise<unknown>;
}

interface Answer {
  runId: number;
  status: string;
  result?: unknown;
}

/** The two ways to run something, by the procedures of `router`. */
export function createRunning({ config, call }: Connection, router: "tasks" | "actions"): Running {
  /** Asks for a run. The key names the wish, so that sending it twice runs it once. */
  const ask = (verb: string, idOrName: number | string, payload: unknown, userToken?: string | null) =>
    call<Answer>("mutation", `${router}.${verb}`, { idOrName, payload, idempotencyKey: newKey() }, true, userToken);

  const userTokenOf = ({ userToken = config.userToken }: RunOptions = {}) => userToken;

  return {
    run: async (idOrName, payload, options) => void (await ask("run", idOrName, payload, userTokenOf(options))),
    runWithResult: async (idOrName, payload, options) => {
      const userToken = userTokenOf(options);
      let run = await ask("runWithResult", idOrName, payload, userToken);
      while (run.status === "queued" || run.status === "running")
        run = await call("query", "runs.wait", { id: run.runId }, true, userToken);
      return run.result;
    },
  };
}

/** 128 random bits that nobody guesses. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
