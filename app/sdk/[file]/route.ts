import { readFile } from "node:fs/promises";
import path from "node:path";

const FILES = ["fliplet.js", "fliplet.mjs", "fliplet.d.ts", "fliplet.d.mts", "push-worker.js"];

/** The client that apps load, for pages of any origin, its types, and the service worker that they host a copy of. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  if (!FILES.includes(file)) return new Response("Not found", { status: 404 });
  const code = await readFile(path.join(process.cwd(), ".build", "sdk", file), "utf8");
  return new Response(code, {
    headers: {
      "content-type": `${file.includes(".d.") ? "text/plain" : "text/javascript"}; charset=utf-8`,
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "public, max-age=300",
      "x-content-type-options": "nosniff",
    },
  });
}
