import type { Operation, ProcedurePath, Tag } from "../operation.ts";
import { actionOperations } from "./actions.ts";
import { dataSourceOperations } from "./data-sources.ts";
import { logOperations } from "./logs.ts";
import { messageOperations, notificationOperations } from "./messages.ts";
import { runOperations } from "./runs.ts";
import { scheduleOperations } from "./schedules.ts";
import { screenOperations } from "./screens.ts";
import { taskOperations } from "./tasks.ts";
import { tokenOperations } from "./tokens.ts";

/** The whole API by what it is about: which method and path stand for which procedure. */
export const OPERATIONS_BY_TAG: Readonly<Record<Tag, readonly Operation[]>> = {
  Tasks: taskOperations,
  Actions: actionOperations,
  Runs: runOperations,
  Logs: logOperations,
  Schedules: scheduleOperations,
  Screens: screenOperations,
  "Data sources": dataSourceOperations,
  Messages: messageOperations,
  Notifications: notificationOperations,
  Tokens: tokenOperations,
};

export const OPERATIONS: readonly Operation[] = Object.values(OPERATIONS_BY_TAG).flat();

/** Procedures that a token may call and that have no path of their own, with the reason. */
export const WITHOUT_OPERATION: Partial<Record<ProcedurePath, string>> = {
  "screens.streamTestRun": "It streams; POST /screens/test-run is the same in one answer.",
  "screens.streamPublish": "It streams; POST /screens/{id}/publish is the same in one answer.",
  "screens.cases.stream": "It streams; POST /screens/{id}/cases/run is the same in one answer.",
  "logs.stream": "It streams; GET /logs/lines answers the same page by page.",
  "setup.status": "It is for the first visitor of an installation, before there are tokens.",
  "setup.createOwner": "It is for the first visitor of an installation, before there are tokens.",
  "account.waysIn": "It is for somebody who is about to sign in to the studio.",
  "account.requestReset": "It is for somebody who cannot sign in to the studio.",
  "account.resetPassword": "It is for somebody who cannot sign in to the studio.",
  "account.verifyEmail": "It is for somebody who opened the link in a mail of ours.",
  "members.invitation": "It is for somebody who was invited and may have no account yet.",
  "members.accept": "It is for somebody who was invited and may have no account yet.",
};
