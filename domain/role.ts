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
