import { handleTrpc } from "#server/trpc/handle-trpc.ts";

const handle = (request: Request) => handleTrpc(request);

export { handle as GET, handle as OPTIONS, handle as POST };
