import { auditEntries } from "#db/schema/index.ts";
import { type Actor, actorName, type ServiceContext, type Source } from "../../context.ts";
import { useUp } from "../limits/index.ts";
import { actorId } from "./actor-id.ts";

interface Denial {
  organizationId: string;
  appId: number | null;
  actor: Actor;
  source: Source | undefined;
  /** What was asked for: a procedure's path, or `request` when it did not get that far. */
  asked: string;
  /** Why it was refused, for the owner's eyes; the caller may be told less. */
  reason: string;
}

/**
 * Writes down that a known caller was refused. The same refusal is written once a minute: somebody who tries ten thousand
 * times must not bury the rest of the trail.
 */
export async function recordDenial(
  { db, clock }: Pick<ServiceContext, "db" | "clock">,
  { organizationId, appId, actor, source, asked, reason }: Denial,
): Promise<void> {
  const key = `denied:${organizationId}:${actor.kind}:${actorId(actor)}:${asked}:${reason}`.slice(0, 500);
  if ((await useUp(db, { key, max: 1, windowS: 60 })) !== null) return;
  await db.insert(auditEntries).values({
    organizationId,
    appId,
    at: await clock.now(),
    actorKind: actor.kind,
    actorId: actorId(actor),
    actorName: actorName(actor),
    ...source,
    action: "denied",
    targetKind: "procedure",
    targetId: asked,
    targetName: asked,
    after: { reason },
  });
}
