import { secretRefInput, setSecretInput } from "#domain/secret.ts";
import { listSecrets, removeSecret, setSecret } from "../../services/secrets/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

/** Secrets are for people in the studio and for the app's own runs: no token lists, sets or reads one. */
const studio = appProcedure("studio");

export const secretsRouter = router({
  list: studio.input(appOnly).query(({ ctx }) => listSecrets(ctx.app)),
  set: studio.input(inApp(setSecretInput)).mutation(({ ctx, input }) => setSecret(ctx.app, input)),
  remove: studio.input(inApp(secretRefInput)).mutation(({ ctx, input }) => removeSecret(ctx.app, input)),
});
