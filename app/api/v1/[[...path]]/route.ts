import { getSession } from "#server/auth/session.ts";
import { getContainer } from "#server/container.ts";
import { handleRest } from "#server/rest/handle-rest.ts";

/** Seconds that a serverless host should allow a call: to wait for a run takes up to 25. */
export const maxDuration = 60;

const handle = async (request: Request) => handleRest(request, { ...(await getContainer()), getSession });

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
