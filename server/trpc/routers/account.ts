import {
  beginPasskeyInput,
  changePasswordInput,
  finishPasskeyInput,
  linkInput,
  passkeyRefInput,
  renameInput,
  renamePasskeyInput,
  requestResetInput,
  resetPasswordInput,
  sessionRefInput,
} from "#domain/account.ts";
import {
  beginPasskey,
  changePassword,
  finishPasskey,
  getAccount,
  listSessions,
  removePasskey,
  renameAccount,
  renamePasskey,
  requestReset,
  resetPassword,
  revokeOtherSessions,
  revokeSession,
  sendVerification,
  verifyEmail,
} from "../../services/accounts/index.ts";
import { nothing, personProcedure, publicProcedure, router } from "../init.ts";

/** A person's own account. What sets the session's cookie stands under /api/auth. */
export const accountRouter = router({
  get: personProcedure.input(nothing).query(({ ctx }) => getAccount(ctx.person)),
  rename: personProcedure.input(renameInput).mutation(({ ctx, input }) => renameAccount(ctx.person, input)),
  changePassword: personProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx.person, input)),
  sendVerification: personProcedure.input(nothing).mutation(({ ctx }) => sendVerification(ctx.person)),
  sessions: personProcedure.input(nothing).query(({ ctx }) => listSessions(ctx.person)),
  revokeSession: personProcedure.input(sessionRefInput).mutation(({ ctx, input }) => revokeSession(ctx.person, input)),
  revokeOtherSessions: personProcedure.input(nothing).mutation(({ ctx }) => revokeOtherSessions(ctx.person)),
  beginPasskey: personProcedure.input(beginPasskeyInput).mutation(({ ctx, input }) => beginPasskey(ctx.person, input)),
  finishPasskey: personProcedure
    .input(finishPasskeyInput)
    .mutation(({ ctx, input }) => finishPasskey(ctx.person, input)),
  renamePasskey: personProcedure
    .input(renamePasskeyInput)
    .mutation(({ ctx, input }) => renamePasskey(ctx.person, input)),
  removePasskey: personProcedure.input(passkeyRefInput).mutation(({ ctx, input }) => removePasskey(ctx.person, input)),

  /** What the sign-in page may offer. */
  waysIn: publicProcedure.query(({ ctx }) => ({ canMail: ctx.services.messenger.mail !== null })),
  requestReset: publicProcedure.input(requestResetInput).mutation(async ({ ctx, input }) => {
    await requestReset({ ...ctx.services, source: ctx.source }, input);
    return {};
  }),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => resetPassword({ ...ctx.services, source: ctx.source }, input)),
  verifyEmail: publicProcedure
    .input(linkInput)
    .mutation(({ ctx, input }) => verifyEmail({ ...ctx.services, source: ctx.source }, input)),
});
