/** What a person may do in an organisation, from least to most; each may do what those before it may. */
export const ROLES = ["viewer", "editor", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

/** Whether `role` may do what needs `least`. */
export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** What each role is for, in a sentence that completes "An editor …". */
export const ROLE_PURPOSES: Record<Role, string> = {
  viewer: "sees tasks, runs, logs and data, and changes nothing",
  editor: "builds: screens, tasks, data, and runs them",
  admin: "also has apps, tokens, secrets, people and the audit trail in hand",
  owner: "also sets limits, and makes and unmakes owners",
};

/** What somebody wants to do with the role of a person in their organisation. */
export interface RoleChange {
  /** The role of who does it. */
  actor: Role;
  /** The person's role as it is; null for one who is being invited. */
  from: Role | null;
  /** The role as it would be; null for one who leaves. */
  to: Role | null;
  /** Whether it is their own. */
  isSelf: boolean;
}

/** Why the change is not theirs to make, as a sentence; null when it is. */
export function roleChangeRefusal({ actor, from, to, isSelf }: RoleChange): string | null {
  if (isSelf && to === null) return null;
  if (!isAtLeast(actor, "admin")) return "Only owners and admins invite people, change their roles and remove them.";
  if ((from === "owner" || to === "owner") && actor !== "owner") return "Only owners make and unmake owners.";
  return null;
}
