/**
 * An app of its own, outside of App Tasks: it lists the tasks, makes one, runs it, waits for the result and reads what it
 * logged. All that it knows of the API are its types, so a misspelt field does not compile.
 *
 *   npm install && npm install --no-save ./app-tasks-0.1.0.tgz
 *   APP_TASKS_URL=http://localhost:3000 APP_TASKS_TOKEN=… SCREEN=1 node main.ts
 */
import { createTRPCClient, httpLink, isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "app-tasks/router";

const { APP_TASKS_URL: url, APP_TASKS_TOKEN: token, SCREEN: screen } = process.env;
if (!url || !token || !screen) {
  console.error("Set APP_TASKS_URL, APP_TASKS_TOKEN and SCREEN, the id of the screen to run.");
  process.exit(2);
}

const api = createTRPCClient<AppRouter>({
  links: [httpLink({ url: `${url}/api/trpc`, headers: { authorization: `Bearer ${token}` } })],
});

const NAME = "made-by-an-example";

try {
  const existing = await api.tasks.list.query();
  for (const { name, frequency, nextRunAt } of existing)
    console.log(`${name}: ${frequency ?? "on demand"}${nextRunAt ? `, next at ${nextRunAt}` : ""}`);

  const task =
    existing.find(({ name }) => name === NAME) ??
    (await api.tasks.create.mutate({
      name: NAME,
      pageId: Number(screen),
      frequency: "0 8 * * 1",
      timezone: "Europe/London",
    }));
  console.log(`task ${task.id} fires next at ${task.nextRunAt}`);

  let run = await api.tasks.runWithResult.mutate({ idOrName: task.id, payload: { from: "an example" } });
  // Who waits is answered within 25 seconds, though the run goes on.
  while (run.status === "queued" || run.status === "running") run = await api.runs.wait.query({ id: run.runId });
  console.log(`run ${run.runId} ${run.status}: ${JSON.stringify(run.result)}`);

  const { lines } = await api.logs.lines.query({ runId: run.runId, order: "asc" });
  for (const { at, level, message } of lines) console.log(`${at} ${level}: ${message}`);
} catch (error) {
  if (!isTRPCClientError<AppRouter>(error)) throw error;
  // A handler's own error comes with its line; anything else with a status to branch on and a sentence.
  const failure = error.data && "error" in error.data ? error.data.error : undefined;
  console.error(
    failure ? `${failure.name}: ${failure.message} (line ${failure.line})` : `${error.data?.status}: ${error.message}`,
  );
  process.exitCode = 1;
}
