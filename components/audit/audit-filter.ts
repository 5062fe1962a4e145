import { parseAsInteger, parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { AuditFilter as AuditInput } from "#domain/audit.ts";
import { AUDIT_ACTOR_KINDS, AUDIT_TARGET_KINDS } from "#domain/audit-values.ts";

/** Entries to a page. */
export const AUDIT_PAGE = 50;

/** Where the pages of a trail are kept, filled by the server for the first of them. @param appId null for all apps */
export const auditPagesKey = (appId: number | null, input: AuditInput) => ["audit.list pages", appId, input] as const;

/** What is asked for a page of a trail, its cursor aside. */
export const auditPageInput = (appId: number | null, input: AuditInput) => ({
  ...input,
  ...(appId !== null && { appId }),
  limit: AUDIT_PAGE,
});

/** The trail's filter as it stands in the address; the page reads it on the server, and the list in the browser. */
export const auditParsers = {
  actor: parseAsStringLiteral(AUDIT_ACTOR_KINDS),
  /** One actor, by its id. */
  by: parseAsString,
  kind: parseAsStringLiteral(AUDIT_TARGET_KINDS),
  action: parseAsString,
  app: parseAsInteger,
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  q: parseAsString,
};

export interface AuditFilter {
  actor: (typeof AUDIT_ACTOR_KINDS)[number] | null;
  by: string | null;
  kind: (typeof AUDIT_TARGET_KINDS)[number] | null;
  action: string | null;
  app: number | null;
  from: Date | null;
  to: Date | null;
  q: string | null;
}

export const NO_FILTER: AuditFilter = {
  ...{ actor: null, by: null, kind: null, action: null },
  ...{ app: null, from: null, to: null, q: null },
};

export const isFiltered = (filter: AuditFilter) => Object.values(filter).some((value) => value !== null);

/** As the server takes it, without the app. */
export const auditInput = ({ actor, by, kind, action, from, to, q }: AuditFilter): AuditInput => ({
  ...(actor && { actorKind: actor }),
  ...(by && { actorId: by }),
  ...(kind && { targetKind: kind }),
  ...(action && { action }),
  ...(from && { since: from.toISOString() }),
  ...(to && { until: to.toISOString() }),
  ...(q && { search: q }),
});
