import { describe, expect, it } from "vitest";
import { EmbeddedPostgresError, explainFileError } from "./embedded-postgres-error.ts";

describe("explainFileError", () => {
  it.each([
    ["EACCES", "this user may not write there"],
    ["EROFS", "it is on a read-only file system"],
    ["ENOSPC", "the disk is full"],
  ])("says what %s means and what to do", (code, reason) => {
    const explained = explainFileError(Object.assign(new Error(`${code}: open`), { code }), "/srv/data");
    expect(explained).toBeInstanceOf(EmbeddedPostgresError);
    expect(String(explained)).toContain(`Cannot keep the database in /srv/data: ${reason}. Set DATA_DIR`);
  });

  it("leaves what is no file error as it is", () => {
    const bug = new TypeError("undefined is not a function");
    expect(explainFileError(bug, "/srv/data")).toBe(bug);
    const known = new EmbeddedPostgresError("port taken");
    expect(explainFileError(known, "/srv/data")).toBe(known);
  });
});
