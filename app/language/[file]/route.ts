import { readFile, stat } from "node:fs/promises";
import path from "node:path";

const TYPES: Record<string, string> = {
  "worker.js": "text/javascript; charset=utf-8",
  "page-types.json": "application/json; charset=utf-8",
};

/**
 * The worker that knows the types of a screen, where no server of ours stands before the routes (on a serverless host, in
 * development). It is large: browsers keep it, and ask only whether it is still the same.
 */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const type = TYPES[file];
  if (type === undefined) return new Response("Not found", { status: 404 });
  const full = path.join(process.cwd(), ".build", "language", file);
  const { mtimeMs, size } = await stat(full);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const headers = { "cache-control": "no-cache", etag, "x-content-type-options": "nosniff" };
  if (request.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(await readFile(full), { headers: { ...headers, "content-type": type } });
}
