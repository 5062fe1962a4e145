import { findNotificationsInput, inboxInput, markReadInput, notificationRefInput } from "#domain/notification.ts";
import {
  countUnread,
  listNotifications,
  markRead,
  readInbox,
  removeNotification,
} from "../../services/notifications/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

const receive = appProcedure("notifications:receive");
const studio = appProcedure("studio");

export const notificationsRouter = router({
  inbox: receive.input(inApp(inboxInput)).query(({ ctx, input }) => readInbox(ctx.app, input)),
  unreadCount: receive.input(appOnly).query(({ ctx }) => countUnread(ctx.app)),
  markRead: receive.input(inApp(markReadInput)).mutation(({ ctx, input }) => markRead(ctx.app, input)),
  list: studio.input(inApp(findNotificationsInput)).query(({ ctx, input }) => listNotifications(ctx.app, input)),
  remove: studio.input(inApp(notificationRefInput)).mutation(({ ctx, input }) => removeNotification(ctx.app, input)),
});
