import { readFile, stat } from "node:fs/promises";
import path from "node:path";

const TYPES: Record<string, string> = {
  "worker.js": "text/javascript; charset=utf-8",
  "page-types.json": "application/json; charset=utf-8",
};

/** What was made small beside the file when it was built, best first. */
const ENCODINGS = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
] as const;

/** The worker that knows the types of a screen. It is large: browsers keep it, and ask only whether it is still the same. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const type = TYPES[file];
  if (type === undefined) return new Response("Not found", { status: 404 });
  const full = path.join(process.cwd(), ".build", "language", file);
  const { mtimeMs, size } = await stat(full);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const headers = { "cache-control": "no-cache", etag, "x-content-type-options": "nosniff", vary: "accept-encoding" };
  if (request.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });

  const accepted = request.headers.get("accept-encoding") ?? "";
  for (const { name, suffix } of ENCODINGS) {
    if (!accepted.includes(name)) continue;
    const small = await readFile(full + suffix).catch(() => null);
    if (small) return new Response(small, { headers: { ...headers, "content-type": type, "content-encoding": name } });
  }
  return new Response(await readFile(full), { headers: { ...headers, "content-type": type } });
}
