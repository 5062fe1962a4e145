import { missingNeed, needAdvice } from "#domain/screen-needs.ts";
import type { GuestError, GuestScript, SandboxRequest } from "./sandbox.ts";

type Asked = Pick<SandboxRequest, "libraries" | "dom">;

/** The scripts that the request asks for, in the order of loading. */
export const scriptsOf = ({ libraries = [], dom = false }: Asked): GuestScript[] =>
  dom ? [...libraries, "dom"] : [...libraries];

/** Says so when the code failed because the screen has something switched off. */
export function withNeed(error: GuestError, request: Asked & Pick<SandboxRequest, "code">): GuestError {
  const need = missingNeed(error, request.code);
  if (need === null || scriptsOf(request).includes(need)) return error;
  return { ...error, needs: need, message: `${error.message}. ${needAdvice(need)}` };
}
