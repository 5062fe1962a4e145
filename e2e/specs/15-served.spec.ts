import { request as ask } from "node:http";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { PHONE } from "../fixtures/viewports.ts";

/** Sends the path to the letter: a browser, and `fetch`, would tidy it up. */
function raw(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { hostname, port } = new URL(process.env.E2E_BASE_URL ?? "");
  return new Promise<{ status: number; location: string | undefined; text: string }>((resolve, reject) => {
    const sent = ask({ hostname, port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location, text }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** What leads nowhere: refused, not there, or the plain address once more, which is asked for it. */
async function answerTo(path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(process.env.E2E_BASE_URL ?? "");
  let answer = await raw(path, headers);
  for (let step = 0; step < 3 && answer.location !== undefined; step++) {
    const next = new URL(answer.location, `http://${hostname}:${port}`);
    expect(`${next.hostname}:${next.port}`, `${path} leads away`).toBe(`${hostname}:${port}`);
    answer = await raw(`${next.pathname}${next.search}`, headers);
  }
  return answer;
}

test("addresses and headers that mean to slip past are answered as the plain ones are", async () => {
  const plain = await raw("/api/trpc/tasks.list");
  expect(plain.status).toBe(401);
  for (const path of [
    ...["//api/trpc/tasks.list", "/api//trpc/tasks.list", "/api/trpc/tasks.list/", "/api/trpc/tasks.list;x"],
    ...["/api/trpc/tasks.list%00", "/api/trpc/..%2ftrpc%2ftasks.list", "/api/trpc/tasks.list?/webhooks/trigger"],
    ...[
      "/API/trpc/tasks.list",
      "/api/./trpc/tasks.list",
      "/x/../api/trpc/tasks.list",
      "/api/v1/%2e%2e/trpc/tasks.list",
    ],
    ...[
      "/api\\trpc\\tasks.list",
      "/_next/../api/trpc/tasks.list",
      "/api/trpc/tasks.list%0d%0ax:y",
      "/api/cron;x",
      "/api/cron/",
    ],
  ]) {
    const { status, text } = await answerTo(path);
    expect([path, [400, 401, 404].includes(status)]).toEqual([path, true]);
    expect([path, text.includes('"result"')]).toEqual([path, false]);
  }
  const skip = Array(5).fill("middleware").join(":");
  const strange: Record<string, string>[] = [
    { "x-middleware-subrequest": skip },
    { "x-middleware-subrequest": Array(5).fill("proxy").join(":") },
    { "x-original-url": "/api/health/live", "x-rewrite-url": "/api/health/live" },
    { "x-forwarded-host": "evil.test", "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https" },
  ];
  for (const headers of strange) {
    expect((await raw("/api/trpc/tasks.list", headers)).status).toBe(401);
    expect((await raw("/api/cron", headers)).status).toBe(401);
    // Pages: nobody who is not signed in sees one.
    const page = await raw("/apps/1/tasks", headers);
    expect([page.status, page.location]).toEqual([307, expect.stringMatching(/^\/sign-in/)]);
  }
});

test("every answer carries the headers that keep browsers from misreading it", async ({ request }) => {
  for (const path of [
    "/sign-in",
    "/docs/api",
    "/api/health/live",
    "/api/trpc/me.get",
    "/api/openapi.json",
    "/nowhere",
  ]) {
    const headers = (await request.get(path)).headers();
    expect([path, headers["x-content-type-options"], headers["x-frame-options"]]).toEqual([path, "nosniff", "DENY"]);
    expect([path, headers["content-security-policy"]]).toEqual([path, expect.stringMatching(/frame-ancestors 'none'/)]);
    expect([path, headers["content-security-policy"]]).not.toEqual([path, expect.stringContaining("unsafe-eval")]);
    expect([path, headers["x-powered-by"]]).toEqual([path, undefined]);
    expect(headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
  }
});

test("nothing of the making is served", async ({ request }) => {
  const html = await (await request.get("/sign-in")).text();
  const script = /\/_next\/static\/[^"]+\.js/.exec(html)![0];
  expect((await request.get(script)).status()).toBe(200);
  for (const path of [
    ...[`${script}.map`, script.replace(/\.js$/, ".ts"), "/_next/static/", "/.next/BUILD_ID", "/.build/", "/api/trpc"],
    ...["/.git/config", "/.env", "/.env.example", "/package.json", "/next.config.js", "/db/schema/tokens.ts"],
    ...["/data/secrets.json", "/server/settings.ts", "/_next/data/x.json", "/panel", "/api/panel", "/studio", "/docs"],
    ...["/_next/static/..%2f..%2f..%2fpackage.json", "/sdk/..%2fpackage.json", "/language/..%2f..%2fpackage.json"],
  ]) {
    const { status, text } = await answerTo(path);
    expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    expect([path, /"dependencies"|postgres:|import \{/.test(text)]).toEqual([path, false]);
  }
});

test("the reference of the API is everybody's to read, by hand, by keyboard and by address", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { level: 1, name: /^App Tasks API/ })).toBeVisible();
  await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "Create a task" }).click();
  await expect(page).toHaveURL(/#tasks\.create$/);
  const create = page.locator('[id="tasks.create"]');
  await expect(create.getByRole("heading", { name: "Create a task" })).toBeInViewport();
  await expect(create.getByText("tasks:write", { exact: true })).toBeVisible();
  await create.getByText("frequency", { exact: true }).first().scrollIntoViewIfNeeded();
  const schedules = create.locator("dt", { hasText: /^schedules/ }).locator("xpath=..");
  await expect(schedules.getByText("timezone", { exact: true })).toBeHidden();
  await schedules.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(schedules.getByText("timezone", { exact: true })).toBeVisible();
  await create.getByRole("link", { name: "Task", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Task", exact: true })).toBeInViewport();

  // All of the page is eighty times the same, and takes axe most of a minute: one of each kind is left to it.
  await page.evaluate(() => {
    const kept = ["tasks.create", "runs.bulk", "screens.cases.save", "schema-Task", "schema-Error"];
    for (const article of document.querySelectorAll("main article")) if (!kept.includes(article.id)) article.remove();
  });
  const found = async (axe: AxeBuilder) =>
    (await axe.analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
  expect(await found(new AxeBuilder({ page }).withTags(tags))).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveClass(/dark/);
  expect(await found(new AxeBuilder({ page }).withTags(tags))).toEqual([]);

  await page.setViewportSize(PHONE);
  await page.goto("/docs/api?again#runs.list");
  await expect(page.getByRole("heading", { name: "List runs", exact: true })).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);
});
