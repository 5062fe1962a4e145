import { listMessagesInput, messageRefInput } from "#domain/message.ts";
import { getMessage, listMessages, resendMessage } from "../../services/messages/index.ts";
import { appProcedure, inApp, router } from "../init.ts";

export const messagesRouter = router({
  list: appProcedure.input(inApp(listMessagesInput)).query(({ ctx, input }) => listMessages(ctx.app, input)),
  get: appProcedure.input(inApp(messageRefInput)).query(({ ctx, input }) => getMessage(ctx.app, input)),
  /** For people only: whether a message may go twice is theirs to decide. */
  resend: appProcedure.input(inApp(messageRefInput)).mutation(({ ctx, input }) => resendMessage(ctx.app, input)),
});
