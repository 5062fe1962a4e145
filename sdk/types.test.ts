import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import type * as Made from "./fliplet.ts";
import type * as Told from "./types/fliplet.d.ts";

type MadeClient = typeof Made.Fliplet;

/** Compiled, not run: `npm run typecheck` is what fails. */
describe("the types beside the client", () => {
  it("are those of what it is made of, in both directions", () => {
    expectTypeOf<MadeClient>().toExtend<Told.FlipletClient>();
    expectTypeOf<Told.FlipletClient>().toExtend<MadeClient>();
    expectTypeOf<Made.AppTasksError>().toEqualTypeOf<Told.AppTasksError>();
    expectTypeOf<ConstructorParameters<typeof Made.AppTasksError>>().toEqualTypeOf<
      ConstructorParameters<typeof Told.AppTasksError>
    >();
  });

  it("are those of what calls take and give, field for field", () => {
    expectTypeOf<Told.Config>().toEqualTypeOf<Made.Config>();
    expectTypeOf<Told.RunOptions>().toEqualTypeOf<Made.RunOptions>();
    expectTypeOf<Told.Task>().toEqualTypeOf<Awaited<ReturnType<MadeClient["App"]["Tasks"]["create"]>>>();
    expectTypeOf<Told.TaskFields>().toEqualTypeOf<Parameters<MadeClient["App"]["Tasks"]["create"]>[0]>();
    expectTypeOf<Told.Action>().toEqualTypeOf<Made.Action>();
    expectTypeOf<Told.ActionFields>().toEqualTypeOf<Made.ActionFields>();
    expectTypeOf<Told.ActionLogEntry>().toEqualTypeOf<Made.ActionLogEntry>();
    expectTypeOf<Told.Actions>().toEqualTypeOf<Made.Actions>();
    expectTypeOf<Told.Inbox>().toEqualTypeOf<Awaited<ReturnType<Made.Notifications["inbox"]["get"]>>>();
    expectTypeOf<keyof Told.Tasks>().toEqualTypeOf<keyof Made.Tasks>();
    expectTypeOf<keyof Told.Notifications>().toEqualTypeOf<keyof Made.Notifications>();
  });

  it("stand alone: whoever takes the file needs no other", () => {
    const text = readFileSync(path.join(import.meta.dirname, "types/fliplet.d.ts"), "utf8");
    expect(text).not.toMatch(/^\s*(import|export .* from)\b/m);
    expect(text).toContain("export declare const Fliplet: FlipletClient;");
  });
});
