import { describe, expect, it, vi } from "vitest";
import { guardUnsaved, hasUnsaved, leavePage } from "./unsaved.ts";

describe("leavePage", () => {
  it("goes at once while nothing is unsaved", () => {
    const go = vi.fn();
    leavePage(go);
    expect(go).toHaveBeenCalledOnce();
  });

  it("leaves the way to whoever has something unsaved, until it is saved", () => {
    const go = vi.fn();
    const ask = vi.fn();
    const saved = guardUnsaved(ask);
    expect(hasUnsaved()).toBe(true);
    leavePage(go);
    expect(ask).toHaveBeenCalledWith(go);
    expect(go).not.toHaveBeenCalled();
    saved();
    expect(hasUnsaved()).toBe(false);
    leavePage(go);
    expect(go).toHaveBeenCalledOnce();
  });
});
