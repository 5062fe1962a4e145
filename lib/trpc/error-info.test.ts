import { describe, expect, it } from "vitest";
import { errorInfo } from "./error-info.ts";

describe("errorInfo", () => {
  it("reads what the server said", () => {
    const error = Object.assign(new Error("A task needs a name."), {
      data: { status: "NAME_REQUIRED", field: "name", httpStatus: 400 },
    });
    expect(errorInfo(error)).toEqual({
      message: "A task needs a name.",
      status: "NAME_REQUIRED",
      field: "name",
      httpStatus: 400,
    });
  });

  it("says in plain words that no answer came", () => {
    expect(errorInfo(new TypeError("Failed to fetch")).message).toMatch(/did not answer/);
  });

  it("keeps a sentence of the server's that speaks of fetching", () => {
    const error = Object.assign(new Error("The fetch was refused."), { data: { httpStatus: 403 } });
    expect(errorInfo(error).message).toBe("The fetch was refused.");
  });

  it("has words for what is no error at all", () => {
    expect(errorInfo("boom").message).toBe("Something went wrong.");
  });
});
