import type { Actor } from "../../context.ts";

/** What the trail keeps of an actor beside the name; null for the system and for test runs. */
export function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case "user":
      return actor.id;
    case "token":
    case "webhook":
      return String(actor.id);
    case "run":
      return actor.runId === null ? null : String(actor.runId);
    case "system":
      return null;
  }
}
