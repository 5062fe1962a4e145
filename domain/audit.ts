import { z } from "zod";
import { idSchema } from "./schema.ts";

export const AUDIT_ACTOR_KINDS = ["user", "token", "run", "system"] as const;
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
] as const;
export type AuditTargetKind = (typeof AUDIT_TARGET_KINDS)[number];

/** One change: who, what, when, and the fields that differ, before and after. `at` is ISO 8601 UTC. */
export interface AuditEntry {
  id: number;
  at: string;
  actor: { kind: AuditActorKind; id: string | null; name: string };
  action: string;
  target: { kind: AuditTargetKind; id: string; name: string };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export const listAuditInput = z.strictObject({
  targetKind: z.enum(AUDIT_TARGET_KINDS).optional(),
  targetId: z.string().max(100).optional(),
  actorKind: z.enum(AUDIT_ACTOR_KINDS).optional(),
  limit: z.int().min(1).max(200).default(50),
  /** Entries older than the one with this id. */
  cursor: idSchema("cursor must be the id of an entry.").nullish(),
});
export type ListAuditInput = z.input<typeof listAuditInput>;

/** A page of the trail, newest first. */
export interface AuditPage {
  entries: AuditEntry[];
  nextCursor: number | null;
}
