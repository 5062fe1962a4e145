export { changedFields } from "./changed-fields.ts";
export { exportAudit } from "./export-audit.ts";
export { listAudit, listHistory } from "./list-audit.ts";
export { recordChange } from "./record-change.ts";
export { recordDenial } from "./record-denial.ts";
export { recordInApp } from "./record-in-app.ts";
export { recordPersonal } from "./record-personal.ts";
