import { describe, expect, it } from "vitest";
import { attemptLimit, newDevice } from "./attempts.ts";

describe("attemptLimit", () => {
  it("counts strangers together, whatever the case of the address", () => {
    expect(attemptLimit("Ann@example.org", null).key).toBe(attemptLimit("ann@example.org", null).key);
    expect(attemptLimit("ann@example.org", null).key).not.toBe(attemptLimit("bob@example.org", null).key);
  });

  it("counts a browser that the account knows by itself", () => {
    const device = newDevice("ann@example.org");
    const known = attemptLimit("ann@example.org", device).key;
    expect(known).not.toBe(attemptLimit("ann@example.org", null).key);
    expect(known).not.toBe(attemptLimit("ann@example.org", newDevice("ann@example.org")).key);
  });

  it("lets no browser of one account count as known to another", () => {
    const device = newDevice("ann@example.org");
    expect(attemptLimit("bob@example.org", device).key).toBe(attemptLimit("bob@example.org", null).key);
  });
});
