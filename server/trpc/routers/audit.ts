import { auditHistoryInput, listAuditInput } from "#domain/audit.ts";
import { listAudit, listHistory } from "../../services/audit/index.ts";
import { appProcedure, inApp, router, tenantProcedure } from "../init.ts";

export const auditRouter = router({
  /** Of one app, or of the whole organisation. */
  list: tenantProcedure.input(listAuditInput).query(({ ctx, input }) => listAudit(ctx.organization, input)),
  history: appProcedure.input(inApp(auditHistoryInput)).query(({ ctx, input }) => listHistory(ctx.app, input)),
});
