import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { badInput } from "#domain/errors.ts";
import { MAIL_BODY_LENGTH_MAX } from "#domain/mail.ts";
import type { MessageTemplate } from "../../context.ts";
import type { RenderReply, RenderRequest } from "./template-child.ts";

/** Filling in the templates of one message, ms. */
const RENDER_MS = 2_000;
/** A start on a machine that is very busy, ms. */
const START_MS = 30_000;
const HEAP_MIB = 192;
/** Of all filled-in texts of one message. */
const LENGTH_MAX = 2 * MAIL_BODY_LENGTH_MAX;

interface Job {
  templates: MessageTemplate[];
  dataJson: string;
  resolve(texts: string[]): void;
  reject(error: Error): void;
}

export interface TemplateRenderer {
  render(appId: number, templates: MessageTemplate[], data: unknown): Promise<string[]>;
  close(): void;
}

/**
 * Fills templates in, in a process of its own: a template is the builder's code and can loop or grow without end, which
 * only killing stops. The process starts with the first template; one message is filled in at a time, and apps take turns.
 */
export function createTemplateRenderer(): TemplateRenderer {
  const waiting = new Map<number, Job[]>();
  let child: Promise<ChildProcess> | null = null;
  let isBusy = false;
  let isClosed = false;

  /** The next job of the app whose turn it is; the app then goes to the end of the line. */
  function nextJob(): Job | undefined {
    for (const [appId, jobs] of waiting) {
      waiting.delete(appId);
      const job = jobs.shift();
      if (jobs.length > 0) waiting.set(appId, jobs);
      if (job) return job;
    }
    return undefined;
  }

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let job = nextJob(); job && !isClosed; job = nextJob()) {
      try {
        child ??= startChild();
        if (!(await child).connected) child = startChild();
        const reply = await ask(await child, job);
        if ("texts" in reply) job.resolve(reply.texts);
        else job.reject(badInput("INVALID_INPUT", `The option ${reply.field} ${reply.problem}.`, reply.field));
      } catch (error) {
        child = null;
        job.reject(error as Error);
      }
    }
    isBusy = false;
  }

  return {
    render: (appId, templates, data) =>
      new Promise((resolve, reject) => {
        const job = { templates, dataJson: JSON.stringify(data ?? null), resolve, reject };
        const jobs = waiting.get(appId);
        if (jobs) jobs.push(job);
        else waiting.set(appId, [job]);
        void work();
      }),
    close() {
      isClosed = true;
      void child?.then((process) => process.kill("SIGKILL")).catch(() => {});
    },
  };
}

/** Resolves once the child is ready to work, so that a slow start costs no template its time. */
function startChild(): Promise<ChildProcess> {
  const root = process.cwd();
  // By the project's root: a server bundle has no paths of its own to go by.
  const file = join(root, "server/services/messages/template-child.ts");
  const readable = [
    file,
    // Node asks each folder above a file what kind of module it is.
    ...["", "server", "server/services", "server/services/messages"].map((folder) =>
      join(root, folder, "package.json"),
    ),
    join(root, "node_modules/handlebars/*"),
    join(root, "node_modules/source-map/*"),
  ];
  const child = spawn(
    process.execPath,
    [
      "--permission",
      ...readable.map((path) => `--allow-fs-read=${path}`),
      `--max-old-space-size=${HEAP_MIB}`,
      "--no-warnings",
      file,
    ],
    // Nothing of the server's environment, whatever the types of a framework ask for.
    {
      env: { TZ: "UTC" } as unknown as NodeJS.ProcessEnv,
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      windowsHide: true,
    },
  );
  child.unref();
  child.channel?.unref();
  return new Promise((resolve, reject) => {
    const fail = () => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new Error("The process that fills in templates does not start."));
    };
    const timer = setTimeout(fail, START_MS);
    child.once("error", fail).once("exit", fail);
    child.once("message", () => {
      clearTimeout(timer);
      child.off("exit", fail);
      resolve(child);
    });
  });
}

/** @throws DomainError when it took too long or too much memory; the child is dead then. */
function ask(child: ChildProcess, { templates, dataJson }: Job): Promise<RenderReply> {
  const field = templates[0]!.field;
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.off("message", onReply).off("exit", onExit);
      act();
    };
    const fail = (problem: string) => {
      child.kill("SIGKILL");
      settle(() => reject(badInput("INVALID_INPUT", problem, field)));
    };
    const onReply = (reply: unknown) => settle(() => resolve(reply as RenderReply));
    const onExit = () => fail("Filling in the variables of this message takes too much memory: loop over less.");
    const timer = setTimeout(
      () => fail(`Filling in the variables of this message takes more than ${RENDER_MS / 1_000} s: loop over less.`),
      RENDER_MS,
    );
    child.on("message", onReply).on("exit", onExit);
    const request: RenderRequest = { templates, dataJson, lengthMax: LENGTH_MAX };
    child.send(request, (error) => error && onExit());
  });
}
