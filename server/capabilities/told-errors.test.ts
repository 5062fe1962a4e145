import { DrizzleQueryError } from "drizzle-orm/errors";
import { describe, expect, it } from "vitest";
import { type CapabilityDeps, createCapabilities } from "./index.ts";

describe("a call that the database refuses", () => {
  it("says so without the query, in the log and to the code", async () => {
    const lines: string[] = [];
    const refused = () =>
      Promise.reject(new DrizzleQueryError("select secret from secrets", ["42"], new Error("down")));
    const call = createCapabilities({
      fetch: refused,
      app: { actor: { kind: "system" } },
      record: ({ message }: { message: string }) => lines.push(message),
      redactor: { holdsSecret: () => false, text: (text: string) => text },
      now: () => 0,
    } as unknown as CapabilityDeps);
    const answer = await call("fetch", "{}", AbortSignal.timeout(1_000)).catch((error: Error) => error.message);
    expect(answer).toMatch(/The database could not answer/);
    expect(lines.join()).not.toMatch(/select|42/);
    expect(lines.join()).toMatch(/The database could not answer/);
  });
});
