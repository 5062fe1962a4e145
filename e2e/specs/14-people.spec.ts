import { expect, test } from "@playwright/test";
import { callApi } from "../fixtures/call-api.ts";
import { signIn } from "../fixtures/owner.ts";
import { People } from "../pages/people.ts";

const VERA = { name: "Vera Viewer", email: "vera@acme.example", password: "a password of her own" };

/** A keeper of keys that says yes, as a finger on a sensor would. */
const AUTHENTICATOR = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

test("somebody is invited, sees what a viewer sees, is made an editor, and signs in with more than a password", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(page);
  const owner = new People(page);
  const link = await owner.invite(VERA.email, "viewer");
  const herContext = await browser.newContext();
  const hers = await herContext.newPage();
  const vera = new People(hers);
  await vera.joinAsNewcomer(link, VERA);

  // A viewer: no way to run is offered, and the server is the wall.
  await hers.goto("/apps/1/tasks/1");
  await expect(hers.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(hers.getByRole("button", { name: "Run now" })).toBeHidden();
  const refused = await hers.request.post("/api/trpc/tasks.run", { data: { appId: 1, idOrName: 1 } });
  expect(refused.status()).toBe(403);
  await hers.goto("/audit");
  await expect(hers.getByText("For admins")).toBeVisible();

  await owner.setRole(VERA.name, "editor");
  await expect(owner.person(VERA.name)).toContainText("editor");
  await hers.goto("/apps/1/tasks/1");
  await hers.getByRole("button", { name: "Run now" }).click();
  await expect(vera.dialog()).toBeVisible();
  await hers.keyboard.press("Escape");
  await callApi(hers, "tasks.run", { appId: 1, idOrName: 1 });

  // The password alone opens her account no longer.
  const secret = await vera.turnSecondFactorOn(VERA.password);
  await vera.signOut(VERA.name);
  await vera.signIn(VERA);
  await vera.writeCode(secret);

  // Another browser, which she ends from here.
  const other = await (await browser.newContext()).newPage();
  const elsewhere = new People(other);
  await elsewhere.signIn(VERA);
  await elsewhere.writeCode(secret);
  await hers.goto("/account");
  await expect(vera.sessions()).toHaveCount(2);
  await vera
    .sessions()
    .getByRole("button", { name: /^End the session/ })
    .click();
  await expect(vera.sessions()).toHaveCount(1);
  await other.goto("/account");
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();

  // A key of her device asks for neither.
  const cdp = await herContext.newCDPSession(hers);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", { options: AUTHENTICATOR });
  await vera.addPasskey("Laptop", VERA.password);
  await vera.signOut(VERA.name);
  await hers.getByRole("button", { name: "Use a passkey" }).click();
  await expect(hers.getByRole("heading", { name: "Apps" })).toBeVisible();

  // All of it stands in the trail, with who and from where.
  await page.goto(`/audit?q=${encodeURIComponent("vera")}`);
  for (const words of [
    `sent the invitation ${VERA.email}`,
    `joined by the invitation ${VERA.email}`,
    `changed the person ${VERA.name}`,
    `turned the second factor of the account ${VERA.name} on`,
    `revoked the session of ${VERA.name}`,
    `added a passkey to the account ${VERA.name}`,
    `was refused the call tasks.run`,
  ])
    await expect(owner.entries().filter({ hasText: words }).first()).toBeVisible();
  await page.getByRole("combobox", { name: "Action" }).selectOption("sign-in");
  await expect(page).toHaveURL(/action=sign-in/);
  await expect(owner.entries()).toHaveCount(4);
  await owner.entries().first().locator("summary").click();
  await expect(owner.entries().first()).toContainText("passkey");
  await herContext.close();
  await other.context().close();
});
