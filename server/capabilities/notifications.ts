import {
  findNotificationsInput,
  insertNotificationInput,
  notificationRefInput,
  updateNotificationInput,
} from "#domain/notification.ts";
import type { AppContext } from "../context.ts";
import {
  type ChangedNotification,
  findNotifications,
  getNotification,
  insertNotification,
  removeNotification,
  updateNotification,
} from "../services/notifications/index.ts";
import { pushLine } from "./communicate.ts";
import type { CapabilityTable } from "./index.ts";
import { parsed } from "./parsed.ts";

/** `Fliplet.Notifications`: the inbox of the app's users, and what is pushed with it. */
export function notificationCapabilities(app: AppContext): CapabilityTable {
  const kind = "push" as const;
  return {
    "notifications.insert": {
      kind,
      isEffect: true,
      run: async (args, signal, effectKey) => {
        const changed = await insertNotification(app, parsed(insertNotificationInput, args), effectKey, signal);
        return answer(changed.isRepeat ? "an earlier attempt inserted" : "inserted", changed);
      },
    },
    "notifications.update": {
      kind,
      run: async (args, signal) =>
        answer("updated", await updateNotification(app, parsed(updateNotificationInput, args), signal)),
    },
    "notifications.remove": {
      kind,
      run: async (args) => {
        const { id } = await removeNotification(app, parsed(notificationRefInput, args));
        return { result: null, summary: `removed notification ${id}` };
      },
    },
    "notifications.get": {
      kind,
      run: async (args) => ({ result: await getNotification(app, parsed(notificationRefInput, args)) }),
    },
    "notifications.find": {
      kind,
      run: async (args) => ({ result: await findNotifications(app, parsed(findNotificationsInput, args)) }),
    },
  };
}

/** The notification with what became of its push, and its line. */
function answer(verb: string, { notification, push, isRepeat }: ChangedNotification) {
  const what = `${verb} the ${notification.status} notification ${notification.id}`;
  const sent = push && pushLine({ answer: push, title: notification.push?.title ?? "", isRepeat });
  return {
    result: { ...notification, pushed: push },
    summary: sent ? `${what}; ${sent.summary}` : what,
    level: sent?.level ?? ("debug" as const),
  };
}
