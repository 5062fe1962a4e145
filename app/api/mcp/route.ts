import { getSession } from "#server/auth/session.ts";
import { getContainer } from "#server/container.ts";
import { handleMcp } from "#server/mcp/handle-mcp.ts";

/** Seconds that a serverless host should allow a call: to wait for a run takes up to 25. */
export const maxDuration = 60;

const handle = async (request: Request) => handleMcp(request, { ...(await getContainer()), getSession });

export { handle as DELETE, handle as GET, handle as OPTIONS, handle as POST };
