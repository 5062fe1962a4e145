import path from "node:path";
import { isTRPCClientError } from "@trpc/client";
import type { ScreenRef, Step } from "#domain/task-file/plan-tasks.ts";
import type { AppRouter } from "#server/trpc/root.ts";
import { CliError, EXIT, type Exit } from "../cli-error.ts";
import { APP_OPTION, type Call, type Command } from "../command.ts";
import { nameOf, sayPlan } from "../print-plan.ts";
import { prompt } from "../prompt.ts";
import { openTarget, sayLogin, type Target, toCliError } from "../server.ts";
import { makePlan } from "../task-files.ts";

const PRUNE_OPTION = {
  prune: { type: "boolean", help: "also remove the app's tasks that the file does not name" },
} as const;

const ABOUT = [
  "tasks.json lists tasks by name, with their screens, schedules and policies, and screens with the files of their code.",
  "What a task does not say is the default, but active and pausedUntil stay as they are. Only tasks are ever removed.",
].join("\n");

export const plan: Command = {
  name: "plan",
  usage: "[tasks.json]",
  summary: "Show what would change if the app were as a tasks.json says",
  details: `${ABOUT}\nNeeds the scopes tasks:read and screens:read.`,
  options: {
    ...PRUNE_OPTION,
    check: { type: "boolean", help: "end with 1 when something would change" },
    ...APP_OPTION,
  },
  arity: [0, 1],
  async run(call) {
    const { plan } = await planned(call);
    return call.isSet("check") && plan.steps.length > 0 ? EXIT.failed : EXIT.done;
  },
};

export const apply: Command = {
  name: "apply",
  usage: "[tasks.json]",
  summary: "Make the app as a tasks.json says, after showing what changes",
  details: [
    ABOUT,
    "Ends at the first step that fails, with 1, and says what was done: the same again goes on from there.",
    "Needs the scopes tasks:read, tasks:write and screens:read, and screens:write for screens with files.",
  ].join("\n"),
  options: { ...PRUNE_OPTION, yes: { type: "boolean", short: "y", help: "do not ask" }, ...APP_OPTION },
  arity: [0, 1],
  async run(call) {
    const { io, isSet } = call;
    const { target, plan } = await planned(call);
    if (plan.steps.length === 0) return EXIT.done;
    if (!isSet("yes") && !(await isWanted(call, plan.steps.length))) {
      io.stderr.write("Nothing was changed.\n");
      return EXIT.failed;
    }
    return doSteps(call, target, plan.steps);
  },
};

async function planned({ io, args, text, isSet, paint }: Call) {
  const target = await openTarget(io, text("app"));
  const file = path.resolve(io.cwd, args[0] ?? "tasks.json");
  const plan = await makePlan(target, file, isSet("prune"));
  io.stdout.write(`${path.basename(file)} for ${sayLogin(target.login)}\n\n${sayPlan(plan, paint, io.now())}`);
  return { target, plan };
}

async function isWanted({ io }: Call, count: number): Promise<boolean> {
  if (!io.stdin.isTTY)
    throw new CliError("Nobody is here to confirm. Nothing was changed; use --yes to apply without asking.");
  const answer = await prompt(io, `Apply ${count === 1 ? "this change" : `these ${count} changes`}? [y/N] `);
  return /^y(es)?$/i.test(answer);
}

/** Does one step after the other, and stops at the first that fails. */
async function doSteps({ io, paint }: Call, target: Target, steps: readonly Step[]): Promise<Exit> {
  /** Screens that were created on the way, by name. */
  const created = new Map<string, number>();
  for (const [index, step] of steps.entries()) {
    try {
      await doStep(target, step, created);
    } catch (error) {
      if (!isTRPCClientError<AppRouter>(error)) throw error;
      const { message, exit } = toCliError(target.login.url, error);
      const left = steps.length - index - 1;
      const done = index === 0 ? "Nothing was done before" : `${index} of ${steps.length} changes were made before`;
      const rest = left === 0 ? "." : `, and ${left} not tried.`;
      throw new CliError(
        `It could not ${nameOf(step)}: ${message}\n${done}${rest} Put it right and apply again: what is done stays done.`,
        exit === EXIT.usage ? EXIT.failed : exit,
      );
    }
    io.stdout.write(`${paint("green", "done:")} ${nameOf(step, true)}\n`);
  }
  return EXIT.done;
}

async function doStep({ client }: Target, step: Step, created: Map<string, number>): Promise<void> {
  const idOf = ({ id, name }: ScreenRef): number => {
    const known = id ?? created.get(name);
    // The plan puts a screen before the tasks that run it.
    if (known === undefined) throw new Error(`The screen ${name} was not created.`);
    return known;
  };
  switch (step.kind) {
    case "create-screen": {
      const { id } = await client.screens.create.mutate({ name: step.name, ...step.content });
      await client.screens.publish.mutate({ id });
      created.set(step.name, id);
      return;
    }
    case "update-screen": {
      const { draftVersion } = await client.screens.saveDraft.mutate({ id: step.id, ...step.content });
      // That version, should somebody save another in between.
      await client.screens.publish.mutate({ id: step.id, version: draftVersion });
      return;
    }
    case "create-task":
      await client.tasks.create.mutate({ ...step.fields, name: step.name, pageId: idOf(step.screen) });
      return;
    case "update-task":
      await client.tasks.update.mutate({
        ...step.fields,
        idOrName: step.id,
        ...(step.screen && { pageId: idOf(step.screen.after) }),
      });
      return;
    case "remove-task":
      await client.tasks.remove.mutate({ idOrName: step.id });
  }
}
