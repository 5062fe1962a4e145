import { z } from "zod";
import { AUDIT_ACTOR_KINDS, AUDIT_TARGET_KINDS, type AuditActorKind, type AuditTargetKind } from "./audit-values.ts";
import { idSchema, instantSchema, plainTextSchema } from "./schema.ts";

/** One change: who, what, when, from where, and the fields that differ, before and after. `at` is ISO 8601 UTC. */
export interface AuditEntry {
  id: number;
  at: string;
  /** Null for what happened to the organisation and not to one of its apps. */
  appId: number | null;
  actor: { kind: AuditActorKind; id: string | null; name: string };
  action: string;
  target: { kind: AuditTargetKind; id: string; name: string };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Address, program and name of the request, as far as they are known. */
  source: { ip: string | null; userAgent: string | null; requestId: string | null };
}

/** Which entries: all that are named must hold. */
export const auditFilter = z.strictObject({
  targetKind: z.enum(AUDIT_TARGET_KINDS, { error: "That is no kind of target." }).optional(),
  targetId: plainTextSchema(100, "targetId must be a text.").optional(),
  actorKind: z.enum(AUDIT_ACTOR_KINDS, { error: "That is no kind of actor." }).optional(),
  actorId: plainTextSchema(100, "actorId must be a text.").optional(),
  /** The verb: `create`, `publish`, `denied` … */
  action: plainTextSchema(50, "action must be a text.").optional(),
  /** At or after. */
  since: instantSchema.optional(),
  /** Before. */
  until: instantSchema.optional(),
  /** Entries whose actor or target has this in its name, whatever the case. */
  search: plainTextSchema(200, "The text to search for may have at most 200 characters.").optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const listAuditInput = auditFilter.extend({
  /** Of this app only; absent: of the whole organisation. */
  appId: idSchema("appId must be the id of an app.").optional(),
  limit: z.int().min(1).max(200).default(50),
  /** Entries older than the one with this id. */
  cursor: idSchema("cursor must be the id of an entry.").nullish(),
});
/** What the trail is exported as. */
/** What happened to one task or screen. */
export const auditHistoryInput = z.strictObject({
  targetKind: z.enum(["task", "screen"], { error: 'targetKind must be "task" or "screen".' }),
  targetId: plainTextSchema(100, "targetId must be a text."),
  limit: z.int().min(1).max(200).default(50),
  cursor: idSchema("cursor must be the id of an entry.").nullish(),
});
export type AuditHistoryInput = z.input<typeof auditHistoryInput>;

export type ListAuditInput = z.input<typeof listAuditInput>;

/** A page of the trail, newest first. */
export interface AuditPage {
  entries: AuditEntry[];
  nextCursor: number | null;
}
