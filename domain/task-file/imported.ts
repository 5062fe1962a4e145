import { callScreen, namesFor } from "./call-screen.ts";
import type { HttpCall } from "./http-call.ts";
import type { TaskEntry, TaskFile } from "./task-file.ts";

/** Something of the file that did not become a task, or that a person should know. */
export interface ImportNote {
  /** Of the file, from 1. */
  line: number;
  text: string;
  message: string;
}

export interface Imported {
  file: TaskFile;
  texts: { name: string; text: string }[];
  /** Lines that became a task. */
  turned: number;
  /** Jobs that did not, with the reason. */
  refused: ImportNote[];
  /** What else stands in the file, or became of it. */
  notes: ImportNote[];
}

/** Puts calls together to tasks and screens of their own names; the same call twice is one screen. */
export class ImportedFile {
  readonly tasks: TaskEntry[] = [];
  readonly screens: NonNullable<TaskFile["screens"]> = [];
  readonly texts: { name: string; text: string }[] = [];
  readonly #screenOf = new Map<string, string>();
  readonly #taken = new Set<string>();

  add(call: HttpCall, schedule: { frequency: string; timezone: string }, origin: string, secret?: string): void {
    const { url, method, headers, body, retries, timeoutMs } = call;
    const names = namesFor(call);
    const name = this.#fresh(names.task, "-");
    const key = JSON.stringify([url, method, headers, body, secret]);
    let screen = this.#screenOf.get(key);
    if (screen === undefined) {
      screen = this.#fresh(names.screen, " ");
      const file = `screens/${name}.js`;
      this.#screenOf.set(key, screen);
      this.screens.push({ name: screen, code: file });
      this.texts.push({ name: file, text: callScreen(call, origin, secret) });
    }
    this.tasks.push({
      ...{ name, screen, frequency: schedule.frequency },
      ...(schedule.timezone !== "UTC" && { timezone: schedule.timezone }),
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(retries !== undefined && retries > 0 && { retries }),
    });
  }

  get file(): TaskFile {
    return { ...(this.screens.length > 0 && { screens: this.screens }), tasks: this.tasks };
  }

  #fresh(base: string, gap: string): string {
    let fresh = base;
    for (let n = 2; this.#taken.has(fresh); n++) fresh = `${base}${gap}${n}`;
    this.#taken.add(fresh);
    return fresh;
  }
}
