import { describe, expect, it } from "vitest";
import { DatabaseUnreachableError, untilReachable } from "./until-reachable.ts";

const failure = (code: string | undefined, message: string) => Object.assign(new Error(message), { code });

/** Fails with each of the errors in turn, then works. */
function failing(...errors: Error[]) {
  const said: string[] = [];
  const work = async () => {
    const error = errors.shift();
    if (error) throw error;
    return "there";
  };
  let time = 0;
  // Each look at the clock is a second later, so that patience ends without waiting for it.
  const run = (patienceMs = 60_000) =>
    untilReachable(work, { patienceMs, log: (line) => said.push(line), now: () => (time += 1_000), random: () => -1 });
  return { run, said };
}

describe("untilReachable", () => {
  it.each([
    ["refused", failure("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:5432")],
    ["unknown to DNS", failure("ENOTFOUND", "getaddrinfo ENOTFOUND database")],
    ["starting", failure("57P03", "the database system is starting up")],
    ["to a socket that is not there yet", failure("ENOENT", "connect ENOENT /run/postgresql/.s.PGSQL.5432")],
    ["broken off", failure(undefined, "Connection terminated unexpectedly")],
    ["wrapped", new Error("Failed query: begin", { cause: failure("ECONNRESET", "read ECONNRESET") })],
    ["both of localhost's addresses", new AggregateError([failure("ECONNREFUSED", "connect ECONNREFUSED ::1:5432")])],
  ])("tries again when the connection is %s, and says why", async (_what, error) => {
    const { run, said } = failing(error, error);
    expect(await run()).toBe("there");
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/cannot be reached \(.+\); trying again in/);
  });

  it("gives up when patience ends, with the reason and what to do", async () => {
    const { run } = failing(...Array.from({ length: 9 }, () => failure("ECONNREFUSED", "connect ECONNREFUSED")));
    const gaveUp = run(3_000);
    await expect(gaveUp).rejects.toThrow(DatabaseUnreachableError);
    await expect(gaveUp).rejects.toThrow(/for 3 s: connect ECONNREFUSED\. Check DATABASE_URL/);
  });

  it("does not wait for what waiting cannot heal", async () => {
    const wrong = failing(failure("28P01", 'password authentication failed for user "x"'));
    await expect(wrong.run()).rejects.toThrow(/refuses us: password authentication failed.*Check DATABASE_URL/);
    const bug = failure("42P01", 'relation "x" does not exist');
    const broken = failing(bug);
    await expect(broken.run()).rejects.toBe(bug);
    const missing = failure("ENOENT", "ENOENT: no such file or directory, open 'migrations'");
    const incomplete = failing(missing);
    await expect(incomplete.run()).rejects.toBe(missing);
    expect([...wrong.said, ...broken.said, ...incomplete.said]).toEqual([]);
  });
});
