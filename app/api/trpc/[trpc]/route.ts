import { getPerson, getSession } from "#server/auth/session.ts";
import { getContainer } from "#server/container.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";

/** Seconds that a serverless host should allow a call: `runWithResult` waits up to 25. */
export const maxDuration = 60;

const handle = async (request: Request) => handleTrpc(request, { ...(await getContainer()), getSession, getPerson });

export { handle as GET, handle as OPTIONS, handle as POST };
