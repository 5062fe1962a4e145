import { readFile } from "node:fs/promises";
import path from "node:path";
import type { TemplateKey } from "#domain/template.ts";

/** The JavaScript of a template's screen. Read from the project's folder, as bundled code has no folder of its own. */
export const templateCode = (key: TemplateKey): Promise<string> =>
  readFile(path.join(process.cwd(), "server/services/templates/screens", `${key}.js`), "utf8");
