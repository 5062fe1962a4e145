import type { TaskDraftProblem } from "./task-draft-problem.ts";

/** A problem that the form itself found, in the shape of one that the server reports. */
export const localProblem = ({ field, message }: TaskDraftProblem) =>
  Object.assign(new Error(message), { data: { field, httpStatus: 400 } });
