import type { Role } from "./role.ts";
import type { Scope } from "./scope.ts";

/** Who may call a procedure. */
export interface Access {
  /** The least role of a person in the organisation; `anyone` needs no credential, `known` any that is valid. */
  role: Role | "anyone" | "known";
  /** What a token must hold; absent: people only. */
  scope?: Scope;
  /** Also for publishable tokens, which stand in pages for everyone to read. */
  publishable?: true;
}

/**
 * The authorization matrix: every procedure of the API by its path. A procedure without a row answers nobody, and a test
 * walks all rows with every kind of caller.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  /** An action is a task with code of its own: a token needs what it would need for either. */
  "actions.list": { role: "viewer", scope: "screens:read" },
  "actions.get": { role: "viewer", scope: "screens:read" },
  "actions.create": { role: "editor", scope: "screens:write" },
  "actions.update": { role: "editor", scope: "screens:write" },
  "actions.remove": { role: "editor", scope: "screens:write" },
  "actions.publish": { role: "editor", scope: "screens:write" },
  "actions.unpublish": { role: "editor", scope: "screens:write" },
  "actions.run": { role: "editor", scope: "tasks:run", publishable: true },
  "actions.runWithResult": { role: "editor", scope: "tasks:run", publishable: true },
  "actions.logs": { role: "viewer", scope: "logs:read" },

  /** A person's own account: nobody else's is reachable by it. */
  "account.get": { role: "viewer" },
  "account.rename": { role: "viewer" },
  "account.changePassword": { role: "viewer" },
  "account.sendVerification": { role: "viewer" },
  "account.sessions": { role: "viewer" },
  "account.revokeSession": { role: "viewer" },
  "account.revokeOtherSessions": { role: "viewer" },
  "account.beginPasskey": { role: "viewer" },
  "account.finishPasskey": { role: "viewer" },
  "account.renamePasskey": { role: "viewer" },
  "account.removePasskey": { role: "viewer" },
  /** For people who cannot sign in, or follow a link that only they have. */
  "account.waysIn": { role: "anyone" },
  "account.requestReset": { role: "anyone" },
  "account.resetPassword": { role: "anyone" },
  "account.verifyEmail": { role: "anyone" },

  "apps.list": { role: "viewer" },
  "apps.get": { role: "viewer" },
  "apps.create": { role: "admin" },
  /** Its `limits` are an owner's to set: the row after it. */
  "apps.update": { role: "admin" },
  "apps.update.limits": { role: "owner" },
  "apps.remove": { role: "admin" },

  "audit.list": { role: "admin" },
  /** The trail of one task or screen, for those who work on it. */
  "audit.history": { role: "viewer" },

  "dataSources.list": { role: "viewer", scope: "data:read" },
  "dataSources.summaries": { role: "viewer", scope: "data:read" },
  "dataSources.get": { role: "viewer", scope: "data:read" },
  "dataSources.getByName": { role: "viewer", scope: "data:read" },
  "dataSources.create": { role: "editor", scope: "data:write" },
  "dataSources.edit": { role: "editor", scope: "data:write" },
  "dataSources.remove": { role: "editor", scope: "data:write" },
  "dataSources.find": { role: "viewer", scope: "data:read" },
  "dataSources.findById": { role: "viewer", scope: "data:read" },
  "dataSources.getIndexes": { role: "viewer", scope: "data:read" },
  "dataSources.insert": { role: "editor", scope: "data:write" },
  "dataSources.update": { role: "editor", scope: "data:write" },
  "dataSources.append": { role: "editor", scope: "data:write" },
  "dataSources.commit": { role: "editor", scope: "data:write" },
  "dataSources.importCsv": { role: "editor", scope: "data:write" },
  "dataSources.previewCsv": { role: "viewer", scope: "data:read" },
  "dataSources.removeById": { role: "editor", scope: "data:write" },
  "dataSources.removeEntries": { role: "editor", scope: "data:write" },
  "dataSources.removeWhere": { role: "editor", scope: "data:write" },

  /** Where an app's events go is for people to say: a token that could change it could have them all sent to itself. */
  "endpoints.list": { role: "editor" },
  "endpoints.create": { role: "admin" },
  "endpoints.update": { role: "admin" },
  "endpoints.rotate": { role: "admin" },
  "endpoints.remove": { role: "admin" },
  "endpoints.test": { role: "editor" },
  "endpoints.deliveries": { role: "editor" },
  "endpoints.delivery": { role: "editor" },
  "endpoints.redeliver": { role: "editor" },

  "logs.list": { role: "viewer", scope: "logs:read" },
  "logs.lines": { role: "viewer", scope: "logs:read" },
  "logs.stream": { role: "viewer", scope: "logs:read" },
  "logs.line": { role: "viewer", scope: "logs:read" },
  "logs.findLine": { role: "viewer", scope: "logs:read" },

  "me.get": { role: "viewer" },

  "members.list": { role: "viewer" },
  /** Whose role may become what: `roleChangeRefusal`. */
  "members.invite": { role: "admin" },
  "members.invitations": { role: "admin" },
  "members.revokeInvitation": { role: "admin" },
  "members.setRole": { role: "admin" },
  "members.remove": { role: "admin" },
  "members.leave": { role: "viewer" },
  "members.createResetLink": { role: "admin" },
  /** For whoever holds the link of an invitation. */
  "members.invitation": { role: "anyone" },
  "members.accept": { role: "anyone" },

  "messages.list": { role: "viewer", scope: "messages:read" },
  "messages.get": { role: "viewer", scope: "messages:read" },
  /** For people only: whether a message may go twice is theirs to decide. */
  "messages.resend": { role: "editor" },

  "notifications.inbox": { role: "viewer", scope: "notifications:receive", publishable: true },
  "notifications.unreadCount": { role: "viewer", scope: "notifications:receive", publishable: true },
  "notifications.markRead": { role: "viewer", scope: "notifications:receive", publishable: true },
  "notifications.list": { role: "viewer" },
  "notifications.remove": { role: "editor" },

  "organizations.list": { role: "viewer" },
  "organizations.create": { role: "owner" },
  "organizations.rename": { role: "admin" },
  "organizations.setActive": { role: "viewer" },

  "overview.get": { role: "viewer", scope: "logs:read" },

  "push.publicKey": { role: "viewer", scope: "notifications:receive", publishable: true },
  "push.subscribe": { role: "viewer", scope: "notifications:receive", publishable: true },
  "push.unsubscribe": { role: "viewer", scope: "notifications:receive", publishable: true },
  "push.deliveries": { role: "viewer", scope: "messages:read" },
  "push.list": { role: "viewer" },
  "push.remove": { role: "editor" },
  "push.sendTest": { role: "editor" },
  "push.replaceKey": { role: "admin" },

  "runs.list": { role: "viewer", scope: "logs:read" },
  "runs.count": { role: "viewer", scope: "logs:read" },
  "runs.get": { role: "viewer", scope: "logs:read" },
  "runs.page": { role: "viewer", scope: "logs:read" },
  "runs.wait": { role: "viewer", scope: "tasks:run", publishable: true },
  "runs.cancel": { role: "editor", scope: "tasks:run" },
  "runs.replay": { role: "editor", scope: "tasks:run" },
  "runs.bulk": { role: "editor", scope: "tasks:run" },

  "savedViews.list": { role: "viewer" },
  "savedViews.save": { role: "editor" },
  "savedViews.remove": { role: "editor" },

  "schedules.preview": { role: "known" },
  "schedules.describe": { role: "known" },
  "schedules.parse": { role: "known" },
  "schedules.audit": { role: "viewer", scope: "logs:read" },
  "schedules.timetable": { role: "viewer", scope: "logs:read" },
  "schedules.load": { role: "viewer", scope: "logs:read" },
  "schedules.organizationTimetable": { role: "viewer" },
  "schedules.skipFire": { role: "editor", scope: "tasks:write" },
  "schedules.moveFire": { role: "editor", scope: "tasks:write" },
  "schedules.undoFire": { role: "editor", scope: "tasks:write" },
  "schedules.backfill": { role: "editor", scope: "tasks:run" },
  "schedules.health": { role: "viewer" },

  "screens.list": { role: "viewer", scope: "screens:read" },
  "screens.get": { role: "viewer", scope: "screens:read" },
  "screens.engines": { role: "viewer", scope: "screens:read" },
  "screens.create": { role: "editor", scope: "screens:write" },
  "screens.saveDraft": { role: "editor", scope: "screens:write" },
  "screens.publish": { role: "editor", scope: "screens:write" },
  "screens.streamPublish": { role: "editor", scope: "screens:write" },
  "screens.setPublishRule": { role: "editor", scope: "screens:write" },
  "screens.versions": { role: "viewer", scope: "screens:read" },
  "screens.version": { role: "viewer", scope: "screens:read" },
  "screens.restore": { role: "editor", scope: "screens:write" },
  "screens.remove": { role: "editor", scope: "screens:write" },
  "screens.testRun": { role: "editor", scope: "screens:write" },
  "screens.streamTestRun": { role: "editor", scope: "screens:write" },
  "screens.recentPayloads": { role: "editor", scope: "screens:write" },
  "screens.cases.list": { role: "viewer", scope: "screens:read" },
  "screens.cases.save": { role: "editor", scope: "screens:write" },
  "screens.cases.remove": { role: "editor", scope: "screens:write" },
  "screens.cases.run": { role: "editor", scope: "screens:write" },
  "screens.cases.stream": { role: "editor", scope: "screens:write" },

  /** Secrets are for people and for the app's own runs: no token lists, sets or reads one, and nobody is shown a value. */
  "secrets.list": { role: "editor" },
  "secrets.set": { role: "admin" },
  "secrets.remove": { role: "admin" },

  /** Open while nobody has an account: the service refuses from then on. */
  "setup.status": { role: "anyone" },
  "setup.createOwner": { role: "anyone" },

  "tasks.list": { role: "viewer", scope: "tasks:read" },
  "tasks.get": { role: "viewer", scope: "tasks:read" },
  "tasks.create": { role: "editor", scope: "tasks:write" },
  "tasks.update": { role: "editor", scope: "tasks:write" },
  "tasks.remove": { role: "editor", scope: "tasks:write" },
  "tasks.restore": { role: "editor", scope: "tasks:write" },
  "tasks.run": { role: "editor", scope: "tasks:run", publishable: true },
  "tasks.runWithResult": { role: "editor", scope: "tasks:run", publishable: true },
  /** For people, who look at what comes in; programs create tasks one by one. */
  "tasks.previewImport": { role: "editor" },
  "tasks.import": { role: "editor" },
  "tasks.stats": { role: "viewer", scope: "logs:read" },
  "tasks.durations": { role: "viewer", scope: "logs:read" },

  "templates.list": { role: "viewer", scope: "screens:read" },
  "templates.use": { role: "editor" },

  /** Tokens make no tokens: only people do. */
  "tokens.current": { role: "known" },
  "tokens.list": { role: "editor" },
  "tokens.create": { role: "admin" },
  "tokens.rotate": { role: "admin" },
  "tokens.revoke": { role: "admin" },

  /** Who signs as an app decides who its users are. */
  "userKey.get": { role: "editor" },
  "userKey.rotate": { role: "admin" },

  /** A webhook's key is a way in, as a token is. */
  "webhooks.list": { role: "editor" },
  "webhooks.create": { role: "admin" },
  "webhooks.rotate": { role: "admin" },
  "webhooks.revoke": { role: "admin" },
};
