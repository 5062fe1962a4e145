import { getContainer } from "#server/container.ts";

const handle = async (request: Request) => (await getContainer()).auth.handler(request);

export { handle as GET, handle as POST };
