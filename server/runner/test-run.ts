import { eq } from "drizzle-orm";
import { screenVersions } from "#db/schema/index.ts";
import { RESULT_BYTES_MAX, RUN_TIMEOUT_MS_DEFAULT } from "#domain/limits.ts";
import type { TestRunInput } from "#domain/screen.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { codeToRun, completeSettings } from "#domain/screen-settings.ts";
import { createCapabilities } from "../capabilities/index.ts";
import type { AppContext, TestLine, TestRunHooks, TestRunResult } from "../context.ts";
import { DEFAULT_LIMITS } from "../sandbox/sandbox.ts";
import { contentOf, getScreenRow } from "../services/screens/index.ts";
import { openSecrets, secretRows } from "../services/secrets/index.ts";
import { storablePayload } from "../services/storable.ts";
import { Redactor } from "../vault/redactor.ts";
import { finishOf } from "./execute-run.ts";
import type { WrittenLine } from "./line-writer.ts";
import { redactFinish, redactLine } from "./redact-run.ts";
import { runEnv, systemLine } from "./run-env.ts";
import type { RunnerDeps } from "./runner-deps.ts";

/**
 * Runs code once as the app's draft would, real data included, and answers with what it printed. It leaves no run; what
 * the code itself changes stays changed. Aborting `signal` cancels it; a server that stops gives it the grace of any run.
 *
 * @throws DomainError SCREEN_NOT_FOUND, PAYLOAD_TOO_LARGE.
 */
export async function testRun(
  deps: RunnerDeps,
  ctx: AppContext,
  input: TestRunInput,
  { signal, onLine }: TestRunHooks = {},
): Promise<TestRunResult> {
  const screen = input.id === undefined ? null : await getScreenRow(ctx, input.id);
  const { code, html, settings } = await contentToTest(ctx, screen?.draftVersionId ?? null, input);
  const payload = storablePayload(input.payload);
  const lines: TestLine[] = [];
  const redactor = new Redactor();
  const record = (line: WrittenLine) => {
    const masked = redactLine(redactor, line);
    const written = { ...masked, at: masked.at.toISOString() };
    lines.push(written);
    onLine?.(written);
  };
  const app: AppContext = {
    ...ctx,
    actor: { kind: "run", runId: null, taskId: null, taskName: null, depth: 0, environment: "draft" },
  };
  const facts = {
    appId: ctx.appId,
    masterAppId: ctx.appId,
    pageId: screen?.id ?? null,
    organizationId: ctx.organizationId,
    environment: "draft",
    apiUrl: `${deps.publicUrl}/`,
    trigger: "studio",
  };
  const variables = openSecrets(app, await secretRows(app.db, app.appId, "variable"));
  const env = runEnv(app, facts, variables, (message) => record(systemLine(new Date(deps.now()), "warn", message)));
  const stop = new AbortController();
  const cancel = () => stop.abort("cancelled");
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel, { once: true });
  const forget = deps.active.add(Symbol("test run"), stop);
  const isBrowser = settings.engine === "browser";
  const release = (isBrowser ? deps.browserPlaces : deps.places).take(ctx.appId);
  const execution = (isBrowser ? deps.browser : deps.sandbox).execute(
    {
      isolationKey: ctx.organizationId,
      screenName: screen?.name ?? "screen",
      code: codeToRun({ code, settings }),
      html,
      libraries: settings.libraries,
      dom: settings.dom,
      payloadJson: JSON.stringify(payload),
      env,
      limits: {
        ...DEFAULT_LIMITS,
        wallMs: RUN_TIMEOUT_MS_DEFAULT,
        cpuMs: RUN_TIMEOUT_MS_DEFAULT,
        resultBytes: RESULT_BYTES_MAX,
        logLines: 2_000,
      },
    },
    {
      signal: stop.signal,
      onLine: ({ atMs, level, message, argsJson }) =>
        record({
          at: new Date(atMs),
          level,
          kind: "console",
          message,
          args: argsJson === null ? null : JSON.parse(argsJson),
          durationMs: null,
        }),
      call: createCapabilities({
        fetch: deps.fetch,
        now: deps.now,
        record,
        redactor,
        app,
      }),
    },
  );
  const outcome = await execution.finally(() => {
    release();
    forget();
    signal?.removeEventListener("abort", cancel);
  });
  const { status, resultJson, error, durationMs, page } = redactFinish(redactor, finishOf(outcome, stop.signal.reason));
  return {
    runId: null,
    status,
    ...(resultJson !== undefined && { result: JSON.parse(resultJson) }),
    ...(error && { error }),
    durationMs: Math.round(durationMs),
    ...(page && { page }),
    lines,
  };
}

/** What was given, and the rest as the draft has it, or a new screen when there is none. */
async function contentToTest(ctx: AppContext, draftId: number | null, given: TestRunInput): Promise<ScreenContent> {
  const [row] =
    draftId === null ? [] : await ctx.db.select().from(screenVersions).where(eq(screenVersions.id, draftId));
  const draft = row ? contentOf(row) : { code: "", html: "", settings: completeSettings({}) };
  return {
    code: given.code ?? draft.code,
    html: given.html ?? draft.html,
    settings: { ...draft.settings, ...given.settings },
  };
}
