import { ACCESS } from "#domain/access.ts";
import { isAtLeast, type Role } from "#domain/role.ts";
import { organizationProcedure, router } from "../init.ts";

export const meRouter = router({
  /** Who is signed in, and the rows of the authorization matrix that their role does not let them through. */
  get: organizationProcedure.query(({ ctx: { caller } }) => {
    // The procedure lets people in and nobody else.
    if (caller.kind !== "session") throw new Error("Only a session gets here.");
    return { ...caller.session, denied: deniedTo(caller.session.role) };
  }),
});

const deniedTo = (role: Role): string[] =>
  Object.entries(ACCESS).flatMap(([path, { role: least }]) =>
    least === "anyone" || least === "known" || isAtLeast(role, least) ? [] : [path],
  );
