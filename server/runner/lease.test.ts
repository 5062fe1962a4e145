import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Db } from "#db/client.ts";
import { LEASE_S, startHeartbeat } from "./lease.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A database that answers each heartbeat as told, or never. */
function heartbeat(answer: () => Promise<unknown[]>) {
  let now = 0;
  const onLost = vi.fn();
  const onCancel = vi.fn();
  const update = { set: () => ({ where: () => ({ returning: answer }) }) };
  const db = { update: () => update } as unknown as Db;
  const { stop } = startHeartbeat(db, { id: 1, attempt: 1 }, { onLost, onCancel, now: () => now });
  return {
    ...{ onLost, onCancel, stop },
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        now += 1_000;
        await vi.advanceTimersByTimeAsync(1_000);
      }
    },
  };
}

const held = async () => [{ cancelRequestedAt: null }];

describe("startHeartbeat", () => {
  it("goes on for as long as the database says that the run is ours", async () => {
    const { pass, onLost, onCancel } = heartbeat(held);
    await pass(10 * LEASE_S);
    expect(onLost).not.toHaveBeenCalled();
    expect(onCancel).not.toHaveBeenCalled();
  });

  it.each([
    ["says nothing", () => new Promise<never>(() => {})],
    ["cannot be reached", () => Promise.reject(new Error("ECONNREFUSED"))],
  ])("gives the run up before its lease ends when the database %s", async (_what, answer) => {
    const { pass, onLost } = heartbeat(answer);
    await pass(LEASE_S - 3);
    expect(onLost).not.toHaveBeenCalled();
    await pass(2);
    expect(onLost).toHaveBeenCalled();
  });

  it("gives the run up at once when it is somebody else's", async () => {
    const { pass, onLost } = heartbeat(async () => []);
    await pass(8);
    expect(onLost).toHaveBeenCalled();
  });
});
