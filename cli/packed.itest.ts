import { execFile, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPES } from "#domain/scope.ts";
import { packCli } from "#scripts/lib/pack-cli.ts";
import { PROJECT_ROOT } from "#scripts/lib/project-root.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const EXAMPLE = join(PROJECT_ROOT, "docs", "examples", "typed-client");

const system = useTestSystem({ TICKER: "off" });
/** A folder of somebody who has nothing of ours but the package. */
const outside = mkdtempSync(join(tmpdir(), "app-tasks-packed-"));
let server: FetchServer;
let env: Record<string, string>;
let screenId: number;

beforeAll(async () => {
  const { container } = system;
  const app = await system.newApp();
  server = await serveFetch((request) => handleTrpc(request, { ...container, getSession: async () => null }));
  const { token } = await createToken(app, { name: "outside", kind: "secret", scopes: [...SCOPES] });
  env = { APP_TASKS_URL: server.url, APP_TASKS_TOKEN: token };
  ({ id: screenId } = await system.newScreen(app, handler("console.log('asked', payload); return { seen: payload }")));
  await createTask(app, { name: "echo", pageId: screenId });
  container.startBackground();

  const tarball = await packCli(join(outside, "packed"));
  cpSync(EXAMPLE, outside, { recursive: true });
  writeFileSync(join(outside, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const installed = spawnSync("npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", tarball], {
    cwd: outside,
    encoding: "utf8",
  });
  expect(installed.status, installed.stderr).toBe(0);
});

afterAll(async () => {
  await server?.close();
  rmSync(outside, { recursive: true, force: true });
});

/** Starts a program outside, with nothing of this process's environment. */
const start = (program: string, args: readonly string[], given: Record<string, string> = env, stdin = "") =>
  new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    const options = {
      cwd: outside,
      env: { PATH: process.env.PATH, HOME: outside, NODE_ENV: "production" as const, ...given },
    };
    const child = execFile(program, [...args], options, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err }),
    );
    child.stdin?.end(stdin);
  });

const cli = (args: readonly string[], given?: Record<string, string>, stdin?: string) =>
  start(join(outside, "node_modules", ".bin", "app-tasks"), args, given, stdin);

describe("the packed command line", () => {
  it("comes alone: no other package, and nothing but what it is for", () => {
    const packages = readdirSync(join(outside, "node_modules")).filter((name) => !name.startsWith("."));
    expect(packages).toEqual(["app-tasks"]);
    const files = readdirSync(join(outside, "node_modules", "app-tasks"), { recursive: true, withFileTypes: true });
    expect(files.flatMap((file) => (file.isFile() ? file.name : [])).toSorted()).toEqual([
      ...["README.md", "app-tasks.mjs", "main.ts", "package.json", "package.json", "router.d.ts", "tasks.schema.json"],
      "tsconfig.json",
    ]);
    expect(statSync(join(outside, "node_modules", "app-tasks", "bin", "app-tasks.mjs")).size).toBeLessThan(700_000);
  });

  it("logs in, runs a task and shows its log on a real server", async () => {
    expect(await cli(["--version"], {})).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    const loggedIn = await cli(["login", server.url], {}, env.APP_TASKS_TOKEN);
    expect(loggedIn).toMatchObject({ code: 0, out: expect.stringContaining("Logged in") });
    const told = await cli(["run", "echo", "--wait", "--payload", '{"a":[1]}'], {});
    expect([told.code, told.out && JSON.parse(told.out)]).toEqual([0, { seen: { a: [1] } }]);
    expect((await cli(["logs", "echo"], {})).out).toContain("asked { a: [ 1 ] }");
    expect((await cli(["tasks"], {})).out).toContain("completed");
    expect((await cli(["plan"], {})).err).toContain("There is no file");
  });
});

describe("an app outside, typed by the package", () => {
  beforeAll(() => {
    // What npm would install beside it.
    for (const name of ["@trpc/client", "@trpc/server", "@types/node", "undici-types"]) {
      const place = join(outside, "node_modules", name);
      mkdirSync(join(place, ".."), { recursive: true });
      symlinkSync(join(PROJECT_ROOT, "node_modules", name), place, "junction");
    }
    writeFileSync(
      join(outside, "wrong.ts"),
      `import type { TRPCClient } from "@trpc/client";
       import type { AppRouter } from "app-tasks/router";
       export async function wrong(api: TRPCClient<AppRouter>): Promise<string | null> {
         // @ts-expect-error there is no such procedure
         await api.tasks.lst.query();
         // @ts-expect-error a task needs a screen
         await api.tasks.create.mutate({ name: "a" });
         // @ts-expect-error a name is a text
         await api.tasks.create.mutate({ name: 1, pageId: 1 });
         // @ts-expect-error that is no policy
         await api.tasks.create.mutate({ name: "a", pageId: 1, overlap: "both" });
         api.logs.stream.subscribe({}, { onData: ({ id, data }) => { const text: string = id + data.message; return text; } });
         const [task] = await api.tasks.list.query();
         // @ts-expect-error there may be none
         return task.nextRunAt;
       }`,
    );
  });

  it("compiles strictly, with the declarations themselves checked, and refuses what the API would", async () => {
    const compilerOptions = { skipLibCheck: false, noUncheckedIndexedAccess: true };
    const config = { extends: "./tsconfig.json", compilerOptions, include: ["*.ts"] };
    // tRPC's own declarations name a package that it does not ask for; everything else is checked.
    writeFileSync(
      join(outside, "ws.d.ts"),
      'declare module "ws" { namespace ws { class WebSocket {} class WebSocketServer {} } export default ws; }',
    );
    writeFileSync(join(outside, "tsconfig.check.json"), JSON.stringify(config));
    const tsc = join(PROJECT_ROOT, "node_modules", "typescript", "bin", "tsc");
    const { code, out } = await start(process.execPath, [tsc, "--project", "tsconfig.check.json"]);
    expect([code, out]).toEqual([0, ""]);
  });

  it("lists, creates, runs with a result and reads the log", async () => {
    const { code, out, err } = await start(process.execPath, ["main.ts"], { ...env, SCREEN: String(screenId) });
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")).toEqual([
      "echo: on demand",
      expect.stringMatching(/^task \d+ fires next at \d{4}-.*Z$/),
      expect.stringMatching(/^run \d+ completed: \{"seen":\{"from":"an example"\}\}$/),
      expect.stringMatching(/Z log: asked \{ from: 'an example' \}$/),
      "",
    ]);
  });
});
