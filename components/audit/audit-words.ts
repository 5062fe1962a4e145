import type { AuditEntry } from "#domain/audit.ts";
import type { AuditActorKind, AuditTargetKind } from "#domain/audit-values.ts";

/** What the trail's verbs read like after who did it; `{}` stands for what it was done to. */
const ACTION_WORDS: Record<string, string> = {
  accept: "joined by {}",
  "add-case": "added a case to {}",
  "add-passkey": "added a passkey to {}",
  "ask-for-password-link": "asked for a link to a new password of {}",
  backfill: "made up for past fires of {}",
  cancel: "cancelled {}",
  "change-password": "changed the password of {}",
  "commit-entries": "changed entries of {} in one go",
  create: "created {}",
  "create-password-link": "made a reset link for {}",
  denied: "was refused {}",
  disable: "switched off {}",
  "disable-second-factor": "turned the second factor of {} off",
  "enable-second-factor": "turned the second factor of {} on",
  export: "exported {}",
  "import-entries": "imported entries into {}",
  "insert-entries": "added entries to {}",
  invite: "sent {}",
  leave: "left as {}",
  mcp: "asked over MCP for {}",
  "move-fire": "moved a fire of {}",
  publish: "published {}",
  redeliver: "sent a delivery of {} again",
  remove: "removed {}",
  "remove-case": "removed a case from {}",
  "remove-entries": "removed entries from {}",
  "remove-notification": "removed a notification from {}",
  "remove-passkey": "removed a passkey from {}",
  "remove-subscription": "removed a push subscription from {}",
  "remove-view": "removed a saved view of {}",
  rename: "renamed {}",
  "rename-passkey": "renamed a passkey of {}",
  "renew-backup-codes": "made new backup codes for {}",
  replace: "replaced {}",
  "replace-push-key": "replaced the push key of {}",
  "resend-message": "sent a message of {} again",
  "reset-password": "set a new password by link for {}",
  restore: "restored {}",
  revoke: "revoked {}",
  rotate: "rotated {}",
  "save-view": "saved a view of a list of {}",
  "second-factor-failed": "wrote a wrong code for {}",
  "second-factor-locked": "was held back from guessing codes of {}",
  "send-test": "sent a test to {}",
  "send-test-push": "sent a test push from {}",
  "sign-in": "signed in to {}",
  "sign-in-failed": "wrote a wrong password for {}",
  "sign-in-locked": "was held back from guessing the password of {}",
  "sign-out": "signed out of {}",
  "skip-fire": "skipped a fire of {}",
  "undo-fire": "took a change of a fire back, of {}",
  start: "started {}",
  unpublish: "took the published version of {} away",
  update: "changed {}",
  "update-case": "changed a case of {}",
  "update-entries": "changed entries of {}",
  "verify-email": "verified the address of {}",
};

/** The verbs that the trail can be narrowed to. */
export const AUDIT_ACTIONS = Object.keys(ACTION_WORDS);

export const actionLabel = (action: string) => action.replaceAll("-", " ");

export const TARGET_LABELS: Record<AuditTargetKind, string> = {
  app: "app",
  task: "task",
  screen: "screen",
  run: "run",
  token: "token",
  secret: "secret",
  "user-key": "key for user tokens",
  "data-source": "data source",
  organization: "organisation",
  member: "person",
  invitation: "invitation",
  session: "session",
  account: "account",
  webhook: "webhook",
  endpoint: "endpoint",
  export: "export",
  procedure: "call",
};

export const ACTOR_LABELS: Record<AuditActorKind, string> = {
  user: "People",
  token: "Tokens",
  run: "Runs",
  system: "The system, and nobody known",
  webhook: "Webhooks",
};

/** An entry as a sentence without its subject: before, the target's name, and after it. */
export function entryWords({ action, target }: Pick<AuditEntry, "action" | "target">): [string, string, string] {
  const [before = "", after = ""] = (ACTION_WORDS[action] ?? `${actionLabel(action)} {}`).split("{}");
  return [`${before}the ${TARGET_LABELS[target.kind]} `, target.name, after];
}
