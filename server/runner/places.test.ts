import { describe, expect, it } from "vitest";
import { Places } from "./places.ts";

describe("Places", () => {
  it("gives no more than there are, and a place back once", () => {
    const places = new Places(2);
    const release = places.claim(1)!;
    expect(places.claim(2)).not.toBeNull();
    expect(places.claim(3)).toBeNull();
    release();
    release();
    expect(places.free).toBe(1);
  });

  it("keeps the last place from the app that holds all the others", () => {
    const places = new Places(3);
    places.claim(1);
    places.claim(1);
    expect(places.claim(1)).toBeNull();
    expect(places.claim(2)).not.toBeNull();
  });

  it("lets one app have the only place", () => {
    expect(new Places(1).claim(1)).not.toBeNull();
  });

  it("tells who has a share, and how much of it any other may take", () => {
    const places = new Places(9);
    for (const appId of [1, 1, 1, 2, 3, 3]) places.take(appId);
    expect(places.share(3)).toEqual({ full: [1], room: 1 });
    expect(places.share(2)).toEqual({ full: [1, 3], room: 1 });
  });

  it("wakes who waits for a place", async () => {
    const places = new Places(1);
    const release = places.claim(1)!;
    const { releases } = places;
    const woken = places.released(new AbortController().signal);
    release();
    await woken;
    expect(places.releases).toBe(releases + 1);
  });
});
