import { index, json, pgEnum, pgTable, text } from "drizzle-orm/pg-core";
import { AUDIT_ACTOR_KINDS, AUDIT_TARGET_KINDS } from "#domain/audit-values.ts";
import { apps } from "./apps.ts";
import { organization } from "./auth.ts";
import { at, id, ref } from "./columns.ts";

export const auditActorKind = pgEnum("audit_actor_kind", AUDIT_ACTOR_KINDS);
export const auditTargetKind = pgEnum("audit_target_kind", AUDIT_TARGET_KINDS);

/** Who changed what, when: one row a change, written in the transaction of the change and never changed itself. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: id(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    /** The app it happened in. A removed app takes its entries along, all but the one of its removal, which has none. */
    appId: ref("app_id").references(() => apps.id, { onDelete: "cascade" }),
    at: at("at").notNull().defaultNow(),
    actorKind: auditActorKind("actor_kind").notNull(),
    /** Id of the person, token or run; null for the system and for test runs. */
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    /** Where it came from, as far as the request told: address and program. */
    ip: text("ip"),
    userAgent: text("user_agent"),
    /** Names the request, as its answer's `x-request-id` does. */
    requestId: text("request_id"),
    /** The verb: `create`, `update`, `remove`, `publish` … */
    action: text("action").notNull(),
    targetKind: auditTargetKind("target_kind").notNull(),
    targetId: text("target_id").notNull(),
    targetName: text("target_name").notNull(),
    /** The fields that changed, as they were; null when there was nothing before. Never a secret. */
    before: json("before").$type<Record<string, unknown>>(),
    /** The same fields, as they became. */
    after: json("after").$type<Record<string, unknown>>(),
  },
  (t) => [
    index("audit_entries_organization").on(t.organizationId, t.id),
    index("audit_entries_app").on(t.appId, t.id),
    index("audit_entries_actor").on(t.organizationId, t.actorKind, t.actorId, t.id),
    index("audit_entries_target").on(t.appId, t.targetKind, t.targetId, t.id),
  ],
);
