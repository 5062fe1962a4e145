import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { callScreen } from "./call-screen.ts";
import { readHttpCall } from "./http-call.ts";
import { importCrontab } from "./import-crontab.ts";
import { importVercel } from "./import-vercel.ts";
import { readTaskFile } from "./read-task-file.ts";

const crontab = (lines: string[], options: { timezone?: string; hasUsers?: boolean } = {}) =>
  importCrontab(lines.join("\n"), { timezone: "UTC", hasUsers: false, ...options });

describe("a crontab", () => {
  it("becomes tasks, screens and a list of all that did not", () => {
    const lines = [
      "# m h dom mon dow command",
      "SHELL=/bin/bash",
      "",
      "0 5 * * 1 curl -fsS https://example.org/api/digest > /dev/null 2>&1",
      "@daily /usr/bin/wget -q -O - 'https://www.example.org/nightly?full=1' >>/var/log/x.log 2>&1",
      "  */5 9-17 * * mon-fri curl -X POST https://example.org/api/digest",
      "@reboot curl https://example.org/up",
      "0 25 * * * curl https://example.org/late",
      "0 4 * * * /usr/local/bin/backup.sh",
      "hello",
    ];
    const { file, texts, turned, refused, notes } = crontab(lines);
    expect(turned).toBe(3);
    expect(file.tasks).toEqual([
      { name: "example-org-api-digest", screen: "Call example.org/api/digest", frequency: "0 5 * * 1" },
      { name: "example-org-nightly", screen: "Call www.example.org/nightly", frequency: "@daily" },
      { name: "example-org-api-digest-2", screen: "POST example.org/api/digest", frequency: "*/5 9-17 * * mon-fri" },
    ]);
    expect(texts.map(({ name }) => name)).toEqual(file.screens?.map(({ code }) => code));
    expect(notes.map(({ line }) => line)).toEqual([2]);
    expect(refused.map(({ line, message }) => [line, message])).toEqual([
      [7, expect.stringContaining("@reboot")],
      [8, expect.stringContaining("hour")],
      [9, expect.stringContaining("backup.sh")],
      [10, expect.stringContaining("neither")],
    ]);
    expect(readTaskFile(JSON.stringify(file)).faults).toBeUndefined();
  });

  it("goes by the zone that stands above a line, CRON_TZ before TZ", () => {
    const call = "curl https://example.org/";
    const { file, refused, notes } = crontab(
      [`0 1 * * * ${call}`, "TZ=Asia/Tokyo", `0 2 * * * ${call}`, 'CRON_TZ="Europe/Rome"', `0 3 * * * ${call}`].concat([
        "TZ=America/Lima",
        `0 4 * * * ${call}`,
        "CRON_TZ=Mars/Base",
        `0 5 * * * ${call}`,
      ]),
      { timezone: "Europe/London" },
    );
    expect(file.tasks.map(({ timezone }) => timezone)).toEqual([
      ...["Europe/London", "Asia/Tokyo", "Europe/Rome", "Europe/Rome", "Europe/Rome"],
    ]);
    expect(refused).toMatchObject([{ line: 8, message: expect.stringContaining("Mars/Base") }]);
    expect(notes).toMatchObject([{ line: 2 }]);
    // One call is one screen, however many lines make it.
    expect(file.screens).toHaveLength(1);
  });

  it("reads past the user of /etc/crontab", () => {
    const line = "17 * * * *\troot  curl https://example.org/hourly";
    expect(crontab([line], { hasUsers: true })).toMatchObject({ turned: 1, refused: [] });
    expect(crontab([line]).refused[0]?.message).toContain("It runs root");
    expect(crontab(["17 * * * * root"], { hasUsers: true }).refused[0]?.message).toContain("behind the user");
  });

  it("knows what % means in a crontab", () => {
    expect(crontab(["0 1 * * * curl 'https://example.org/?d=a\\%20b'"]).texts[0]?.text).toContain("?d=a%20b");
    expect(crontab(["0 1 * * * curl -d @- https://example.org/%hello"]).refused[0]?.message).toContain(
      "standard input",
    );
  });

  it("loses no line: each is blank, a comment, a zone, a note, refused or a task", () => {
    const lines = [
      ...["0 1 * * * curl https://a.example/", "* * * * *", "60 * * * * curl https://a.example/", "A=1", "@weekly x"],
      ...["@hourly", "0 0 31 2 * curl https://a.example/", "TZ=", "\u0000", "0 1 * * * curl 'open", "0 1 * * * curl"],
    ];
    const { turned, refused, notes } = crontab(lines);
    expect(turned + refused.length + notes.length).toBe(lines.length);
  });
});

describe("a command", () => {
  it.each([
    [
      "curl -sSfL -XPUT -H'X-A: 1' -H 'x-b:2' example.org/a",
      { method: "PUT", url: "http://example.org/a", headers: { "x-a": "1", "x-b": "2" } },
    ],
    [
      "curl --json '{\"a\":1}' https://example.org",
      { method: "POST", body: '{"a":1}', headers: { "content-type": "application/json", accept: "application/json" } },
    ],
    [
      "curl -d a=1 -d b=2 https://example.org",
      { method: "POST", body: "a=1&b=2", headers: { "content-type": "application/x-www-form-urlencoded" } },
    ],
    [
      "curl -G -d a=1 --data-urlencode 'q=x y' https://example.org/?z=0",
      { method: "GET", url: "https://example.org/?z=0&a=1&q=x%20y", body: null },
    ],
    ["curl -I https://example.org", { method: "HEAD" }],
    ["curl -m 5 --retry 3 -o /dev/null -w '%{http_code}' https://example.org", { timeoutMs: 5_000, retries: 3 }],
    ["curl --max-time=0.2 --retry 99 https://example.org", { timeoutMs: 1_000, retries: 10 }],
    [
      "curl -u me:secret https://example.org",
      { headers: { authorization: "Basic bWU6c2VjcmV0" }, notes: [expect.stringContaining("secret of the app")] },
    ],
    [
      "curl https://me:s%C3%A9@example.org/",
      { url: "https://example.org/", headers: { authorization: "Basic bWU6c8Op" } },
    ],
    ['curl "https://example.org/?a=1&b=\\"2\\""', { url: "https://example.org/?a=1&b=%222%22" }],
    ["curl http://localhost:8080/cron", { notes: [expect.stringContaining("no public address")] }],
    ["wget -qO- --tries=3 -T 20 https://example.org", { method: "GET", retries: 2, timeoutMs: 20_000 }],
    ["wget --spider -nv https://example.org", { method: "HEAD" }],
    ["wget --post-data='a=1' --header='X: y' https://example.org", { method: "POST", body: "a=1" }],
    ["curl https://example.org/a &>/dev/null # nightly", { url: "https://example.org/a" }],
  ])("%s is a fetch", (command, expected) => {
    expect(readHttpCall(command)).toMatchObject({ call: expected });
  });

  it.each([
    ["curl https://example.org | sh", "|"],
    ["cd /srv && curl https://example.org", "&"],
    ["curl https://example.org/?a=1&b=2", "&"],
    ["curl https://$HOST/", "HOST"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
    ['curl -H "Authorization: Bearer ${TOKEN}" https://example.org', "TOKEN"],
    ['curl "https://example.org/$(date +s)"', "command within"],
    ["curl -d @file https://example.org", "a file of the machine"],
    ["curl -k https://example.org", "certificate"],
    ["curl -F a=@b https://example.org", "form"],
    ["curl --frobnicate https://example.org", "--frobnicate"],
    ["curl https://a.example https://b.example", "several"],
    ["curl ftp://example.org", "not an address"],
    ["curl https://me:50%@example.org", "write a % as %25"],
    ["curl https://m%E9@example.org", "write a % as %25"],
    ["curl -X", "no value"],
    ["curl", "no address"],
    ["curl 'https://example.org", "quote"],
    ["curl -X GET -d a=1 https://example.org", "no body"],
    ["python3 job.py", "python3"],
  ])("%s cannot become one, and says why", (command, reason) => {
    expect(readHttpCall(command).reason).toContain(reason);
  });
});

describe("the screen of a call", () => {
  const code = (call: Partial<Parameters<typeof callScreen>[0]>, secret?: string) =>
    callScreen(
      { url: "https://example.org/", method: "GET", headers: {}, body: null, ...call },
      "From a test.",
      secret,
    );

  /** Runs the screen's handler with a stand-in for the network. */
  async function run(text: string, answer: { ok: boolean; status: number }) {
    const asked: unknown[] = [];
    let handler: (() => Promise<unknown>) | undefined;
    new Script(text).runInNewContext({
      console: { log: () => {} },
      Fliplet: {
        Page: { onRemoteExecution: (given: () => Promise<unknown>) => (handler = given) },
        App: { Secrets: { get: async (name: string) => `value of ${name}` } },
      },
      fetch: async (...args: unknown[]) => {
        asked.push(args);
        return { ...answer, text: async () => "body" };
      },
    });
    const result = await handler!().catch((error: Error) => error.message);
    return { asked, result };
  }

  it("makes the call as it stood, whatever letters are in it", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay a text.
    const odd = "`${1}`\\ \"'\u2028\n*/</script>";
    const { asked, result } = await run(code({ method: "POST", headers: { "x-a": odd }, body: odd }), {
      ok: true,
      status: 201,
    });
    expect(asked).toEqual([["https://example.org/", { method: "POST", headers: { "x-a": odd }, body: odd }]]);
    expect(result).toEqual({ status: 201 });
  });

  it("fails when the answer is no success", async () => {
    expect((await run(code({}), { ok: false, status: 503 })).result).toBe("HTTP status 503: body");
  });

  it("takes a secret of the app when it runs, not when it is written", async () => {
    const { asked } = await run(code({}, "CRON_SECRET"), { ok: true, status: 200 });
    expect(asked).toMatchObject([
      ["https://example.org/", { headers: { authorization: "Bearer value of CRON_SECRET" } }],
    ]);
  });
});

describe("a vercel.json", () => {
  const TEXT = `{
  "$schema": "https://openapi.vercel.sh/vercel.json",
  "functions": { "a": { "crons": [1] } },
  "crons": [
    { "path": "/api/a?x=1", "schedule": "0 5 * * *" },
    { "path": "/api/b", "schedule": "0 25 * * *" },
    "what",
    { "path": "api/c",
      "schedule": "@daily" }
  ]
}`;

  it("becomes calls of the deployment, in UTC, with a list of what did not", () => {
    const { imported } = importVercel(TEXT, { origin: "https://example.vercel.app", secret: "CRON_SECRET" });
    expect(imported?.file.tasks).toEqual([
      { name: "example-vercel-app-api-a", screen: "Call example.vercel.app/api/a", frequency: "0 5 * * *" },
    ]);
    expect(imported?.texts[0]?.text).toContain('fetch("https://example.vercel.app/api/a?x=1"');
    expect(imported?.refused.map(({ line }) => line)).toEqual([6, 7, 8]);
  });

  it.each([
    "//evil.example/x",
    "/\\evil.example/x",
    "/\t/evil.example",
    "///evil.example",
    "//",
    "//example.org:8443/x",
  ])("sends the secret to no other host, as %j would", (path) => {
    const text = JSON.stringify({ crons: [{ path, schedule: "@daily" }] });
    const { imported } = importVercel(text, { origin: "https://example.org", secret: "CRON_SECRET" });
    expect(imported).toMatchObject({ turned: 0, refused: [{ message: expect.stringContaining("another host") }] });
  });

  it("keeps the path that a deployment's own begin with", () => {
    const text = JSON.stringify({ crons: [{ path: "/api/a?x=1", schedule: "@daily" }] });
    const { imported } = importVercel(text, { origin: "https://example.org/base" });
    expect(imported?.texts[0]?.text).toContain('fetch("https://example.org/base/api/a?x=1"');
  });

  it("is told from what is none", () => {
    const origin = "https://example.org";
    expect(importVercel('{"crons": 1}', { origin }).fault).toContain("not a vercel.json");
    expect(importVercel('{"crons": [', { origin }).fault).toContain("line 1, column");
    expect(importVercel("{}", { origin }).imported).toMatchObject({ turned: 0, refused: [] });
  });
});
