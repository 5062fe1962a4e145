import { isValidTimezone, parseSchedule, ScheduleError } from "../cron/index.ts";
import { readHttpCall } from "./http-call.ts";
import { type Imported, ImportedFile, type ImportNote } from "./imported.ts";

interface CrontabOptions {
  /** The zone of lines before any that names one, IANA. */
  timezone: string;
  /** Whether a user stands between the times and the command, as in /etc/crontab and /etc/cron.d. */
  hasUsers: boolean;
}

const ASSIGNMENT = /^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z_]\w*))\s*=\s*(.*?)\s*$/;
const NICKNAME = /^(@[A-Za-z]+)(?:\s+(.*))?$/;
const FIVE_FIELDS = /^((?:\S+\s+){4}\S+)(?:\s+(.*))?$/;

/**
 * A crontab's lines as tasks. A line that calls an address with curl or wget becomes a task with a screen that fetches it;
 * every other job is told with its line and the reason, and so is what the file says beside its jobs.
 */
export function importCrontab(text: string, { timezone: initial, hasUsers }: CrontabOptions): Imported {
  const made = new ImportedFile();
  const refused: ImportNote[] = [];
  const notes: ImportNote[] = [];
  let timezone = initial;
  let hasCronZone = false;

  for (const [index, raw] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const content = raw.trim();
    if (content === "" || content.startsWith("#")) continue;
    const at = { line, text: content };

    const assigned = ASSIGNMENT.exec(content);
    if (assigned) {
      const [, double, single, bare, value = ""] = assigned;
      const name = double ?? single ?? bare!;
      const plain = value.replace(/^(["'])(.*)\1$/, "$2");
      if (name !== "CRON_TZ" && name !== "TZ") {
        notes.push({ ...at, message: `${name} is for commands of the machine, and is left out.` });
      } else if (!isValidTimezone(plain)) {
        // Lines after it would run at other times than they were meant to.
        refused.push({ ...at, message: `"${plain}" is not an IANA time zone; the lines after it go by ${timezone}.` });
      } else if (name === "CRON_TZ" || !hasCronZone) {
        timezone = plain;
        hasCronZone ||= name === "CRON_TZ";
        if (name === "TZ")
          notes.push({ ...at, message: "Not every cron goes by TZ: see that the times are meant in this zone." });
      }
      continue;
    }

    const job = readJob(content, hasUsers);
    if ("reason" in job) {
      refused.push({ ...at, message: job.reason });
      continue;
    }
    const wrong = scheduleFault(job.frequency, timezone);
    if (wrong !== null) {
      refused.push({ ...at, message: wrong });
      continue;
    }
    const { call, reason } = readHttpCall(job.command);
    if (!call) {
      refused.push({ ...at, message: reason });
      continue;
    }
    for (const message of call.notes) notes.push({ ...at, message });
    made.add(call, { frequency: job.frequency, timezone }, `From line ${line} of a crontab.`);
  }
  return { file: made.file, texts: made.texts, turned: made.tasks.length, refused, notes };
}

/** The times and the command of a line. */
function readJob(content: string, hasUsers: boolean): { frequency: string; command: string } | { reason: string } {
  const nickname = NICKNAME.exec(content);
  const [, times, rest] = nickname ?? FIVE_FIELDS.exec(content) ?? [];
  if (times === undefined) return { reason: "This is neither a job of five fields and a command, nor NAME=value." };
  if (/^@reboot$/i.test(times)) return { reason: "@reboot is when a machine starts; a task has no such time." };
  const command = hasUsers ? rest?.replace(/^\S+\s*/, "") : rest;
  if (!command) return { reason: hasUsers ? "There is no command behind the user." : "There is no command." };
  // Up to the first bare % is the command; what follows is given to it on standard input.
  const [, head = "", input] = /^((?:\\%|[^%])*)(%[\s\S]*)?$/.exec(command) ?? [];
  if (input !== undefined && input !== "%") return { reason: "A % in it gives the rest to standard input." };
  return { frequency: times, command: head.replaceAll("\\%", "%") };
}

function scheduleFault(frequency: string, timezone: string): string | null {
  try {
    parseSchedule(frequency, timezone);
    return null;
  } catch (error) {
    if (error instanceof ScheduleError) return error.message;
    throw error;
  }
}
