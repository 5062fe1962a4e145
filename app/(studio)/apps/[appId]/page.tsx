import { redirect } from "next/navigation";
import { idParam } from "#lib/id-param.ts";

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  redirect(`/apps/${idParam((await params).appId)}/tasks`);
}
