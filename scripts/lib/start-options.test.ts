import { describe, expect, it } from "vitest";
import { parseStartOptions } from "./start-options.ts";

describe("parseStartOptions", () => {
  it("is everything in one process, built, unless told otherwise", () => {
    expect(parseStartOptions([], {})).toEqual({ dev: false, role: "all" });
    expect(parseStartOptions([], { ROLE: "" })).toEqual({ dev: false, role: "all" });
  });

  it("takes the role from the argument before the variable", () => {
    expect(parseStartOptions(["--dev"], { ROLE: "web" })).toEqual({ dev: true, role: "web" });
    expect(parseStartOptions(["--role=worker"], { ROLE: "web" })).toEqual({ dev: false, role: "worker" });
  });

  it("names what there is when asked for something else", () => {
    expect(() => parseStartOptions(["--role=cook"], {})).toThrow(/no role "cook".*all, web, worker/);
    expect(() => parseStartOptions(["--verbose"], {})).toThrow(/no option --verbose.*--dev/);
  });
});
