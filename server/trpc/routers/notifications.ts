import { inboxInput, listNotificationsInput, markReadInput, notificationRefInput } from "#domain/notification.ts";
import {
  countUnread,
  listNotifications,
  markRead,
  readInbox,
  removeNotification,
} from "../../services/notifications/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

export const notificationsRouter = router({
  inbox: appProcedure.input(inApp(inboxInput)).query(({ ctx, input }) => readInbox(ctx.app, input)),
  unreadCount: appProcedure.input(appOnly).query(({ ctx }) => countUnread(ctx.app)),
  markRead: appProcedure.input(inApp(markReadInput)).mutation(({ ctx, input }) => markRead(ctx.app, input)),
  list: appProcedure.input(inApp(listNotificationsInput)).query(({ ctx, input }) => listNotifications(ctx.app, input)),
  remove: appProcedure
    .input(inApp(notificationRefInput))
    .mutation(({ ctx, input }) => removeNotification(ctx.app, input)),
});
