import { count } from "drizzle-orm";
import { expect, it } from "vitest";
import { member, user } from "#db/schema/index.ts";
import { useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem();

const OWNER = { organization: "Acme", name: "Owner", password: "correct horse battery" };

it("makes one owner of twenty who ask at once, and none afterwards", async () => {
  const { db, setup, setupToken: token } = system.container;
  const ask = (n: number) =>
    setup.createOwner({ ...OWNER, token, email: `owner-${n}@acme.test` }).then(
      () => "made",
      (error: { status: string }) => error.status,
    );
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(n)));
  expect(outcomes.toSorted()).toEqual([...Array(19).fill("SETUP_DONE"), "made"]);
  expect(await ask(20)).toBe("SETUP_DONE");
  const [people] = await db.select({ n: count() }).from(user);
  const [members] = await db.select({ n: count() }).from(member);
  expect([people!.n, members!.n]).toEqual([1, 1]);
});
