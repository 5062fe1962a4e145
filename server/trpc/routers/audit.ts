import { auditHistoryInput, listAuditInput } from "#domain/audit.ts";
import { listAudit, listHistory } from "../../services/audit/index.ts";
import { asOrganization, enterApp } from "../context.ts";
import { accessTo, appProcedure, inApp, memberProcedure, router } from "../init.ts";

export const auditRouter = router({
  /** Of one app, or of the whole organisation. */
  list: memberProcedure.input(listAuditInput).query(async ({ ctx, input, path }) => {
    const access = accessTo(path);
    const tenant = input.appId === undefined ? asOrganization(ctx, access) : await enterApp(ctx, input.appId, access);
    return listAudit(tenant, input);
  }),
  history: appProcedure.input(inApp(auditHistoryInput)).query(({ ctx, input }) => listHistory(ctx.app, input)),
});
