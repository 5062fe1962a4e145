import { z } from "zod";
import { parseSchedule, ScheduleError } from "../cron/index.ts";
import { jsonFault, placeOf } from "../json-fault.ts";
import { type Imported, ImportedFile, type ImportNote } from "./imported.ts";

interface VercelOptions {
  /** Where the deployment answers, e.g. https://example.vercel.app, with the path that its own begin with, if any. */
  origin: string;
  /** A secret of the app that each call carries as a bearer, as Vercel's own carry CRON_SECRET. */
  secret?: string | undefined;
}

const cronSchema = z.object({ path: z.string().startsWith("/").max(2_048), schedule: z.string().max(256) });
const vercelSchema = z.object({ crons: z.array(z.unknown()).optional() });

/** The crons of a vercel.json as tasks that call the deployment; null, with the fault, for a file that is none. */
export function importVercel(
  text: string,
  { origin, secret }: VercelOptions,
): { imported: Imported; fault?: undefined } | { imported?: undefined; fault: string } {
  const json = text.replace(/^\ufeff/, "");
  const fault = jsonFault(json);
  if (fault !== null) {
    const { line, column } = placeOf(json, fault);
    return { fault: `This is not JSON: line ${line}, column ${column}.` };
  }
  const { data } = vercelSchema.safeParse(JSON.parse(json));
  if (!data) return { fault: "This is not a vercel.json: its crons must be a list." };
  const made = new ImportedFile();
  const refused: ImportNote[] = [];
  const lines = linesOfCrons(json);
  for (const [index, raw] of (data.crons ?? []).entries()) {
    const line = lines[index] ?? 1;
    const at = { line, text: JSON.stringify(raw) };
    const { data: cron } = cronSchema.safeParse(raw);
    if (!cron) {
      refused.push({ ...at, message: "A cron has a path that begins with / and a schedule." });
      continue;
    }
    if (!staysAt(origin, cron.path)) {
      refused.push({ ...at, message: "Its path leads to another host than the deployment's." });
      continue;
    }
    try {
      // Vercel goes by UTC.
      parseSchedule(cron.schedule, "UTC");
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error;
      refused.push({ ...at, message: error.message });
      continue;
    }
    const call = {
      ...{
        url: new URL(origin.replace(/\/+$/, "") + cron.path).href,
        method: "GET",
        headers: { "user-agent": "vercel-cron/1.0" },
      },
      ...{ body: null, retries: undefined, timeoutMs: undefined, notes: [] },
    };
    made.add(call, { frequency: cron.schedule, timezone: "UTC" }, `From line ${line} of a vercel.json.`, secret);
  }
  return { imported: { file: made.file, texts: made.texts, turned: made.tasks.length, refused, notes: [] } };
}

/** Whether a path, read as a link on the deployment, is an address there: `//other.example` is not, and would get the secret. */
const staysAt = (origin: string, path: string): boolean =>
  URL.canParse(path, origin) && new URL(path, origin).origin === new URL(origin).origin;

/** The line on which each item of `crons` begins: a walk over the text, since JSON.parse forgets places. */
function linesOfCrons(json: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  /** Depth of the list's items, once it was found. */
  let inside: number | null = null;
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|\n/g;
  let last = "";
  let isCrons = false;
  for (const [text] of json.matchAll(token)) {
    if (text === "\n") line += 1;
    else {
      if (depth === 1 && text === ":" && last === '"crons"') isCrons = true;
      const opens = text === "{" || text === "[";
      // An item begins where a list does, or behind a comma.
      if (inside === depth && (opens || text.startsWith('"'))) lines.push(line);
      if (opens) depth += 1;
      if (isCrons && text === "[" && depth === 2 && inside === null) inside = depth;
      if (text === "}" || text === "]") {
        depth -= 1;
        if (inside !== null && depth < inside) inside = -1;
      }
      last = text;
    }
  }
  return lines;
}
