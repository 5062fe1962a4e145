import { listAuditInput } from "#domain/audit.ts";
import { listAudit } from "../../services/audit/index.ts";
import { appProcedure, inApp, router } from "../init.ts";

/** Who changed what is for people in the studio. */
export const auditRouter = router({
  list: appProcedure("studio")
    .input(inApp(listAuditInput))
    .query(({ ctx, input }) => listAudit(ctx.app, input)),
});
