// Apart from the schemas: the studio needs the values and not the validator.

export const AUDIT_ACTOR_KINDS = ["user", "token", "run", "system", "webhook"] as const;
export type AuditActorKind = (typeof AUDIT_ACTOR_KINDS)[number];

export const AUDIT_TARGET_KINDS = [
  "app",
  "task",
  "screen",
  "run",
  "token",
  "secret",
  "user-key",
  "data-source",
  "organization",
  "member",
  "invitation",
  "session",
  "account",
  "webhook",
  "endpoint",
  "export",
  "procedure",
] as const;
export type AuditTargetKind = (typeof AUDIT_TARGET_KINDS)[number];
