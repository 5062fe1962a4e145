import { getContainer } from "#server/container.ts";
import { handleHook } from "#server/trpc/handle-hook.ts";

export async function POST(request: Request, { params }: { params: Promise<{ publicId: string }> }) {
  return handleHook(request, (await params).publicId, await getContainer());
}
