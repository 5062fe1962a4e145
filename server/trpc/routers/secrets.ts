import { secretRefInput, setSecretInput } from "#domain/secret.ts";
import { listSecrets, removeSecret, setSecret } from "../../services/secrets/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

export const secretsRouter = router({
  list: appProcedure.input(appOnly).query(({ ctx }) => listSecrets(ctx.app)),
  set: appProcedure.input(inApp(setSecretInput)).mutation(({ ctx, input }) => setSecret(ctx.app, input)),
  remove: appProcedure.input(inApp(secretRefInput)).mutation(({ ctx, input }) => removeSecret(ctx.app, input)),
});
