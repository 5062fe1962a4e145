import { readFile } from "node:fs/promises";
import path from "node:path";

const SCRIPT = "text/javascript; charset=utf-8";
const TEXT = "text/plain; charset=utf-8";

const TYPES: Readonly<Record<string, string>> = {
  "fliplet.js": SCRIPT,
  "fliplet.mjs": SCRIPT,
  "fliplet.d.ts": TEXT,
  "fliplet.d.mts": TEXT,
  "push-worker.js": SCRIPT,
  "router.d.ts": TEXT,
  "tasks.schema.json": "application/schema+json",
};

/**
 * The client that apps load, for pages of any origin, its types, and the service worker that they host a copy of; the types
 * of the API, and the schema that editors check a tasks.json by.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  if (!Object.hasOwn(TYPES, file)) return new Response("Not found", { status: 404 });
  const code = await readFile(path.join(process.cwd(), ".build", "sdk", file), "utf8");
  return new Response(code, {
    headers: {
      "content-type": TYPES[file]!,
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "public, max-age=300",
      "x-content-type-options": "nosniff",
    },
  });
}
